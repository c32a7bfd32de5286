/** Search strategies by ask and tell. */
package org.osnas.api.search;
