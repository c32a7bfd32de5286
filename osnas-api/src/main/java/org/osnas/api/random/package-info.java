/** Seeds with lineage. */
package org.osnas.api.random;
