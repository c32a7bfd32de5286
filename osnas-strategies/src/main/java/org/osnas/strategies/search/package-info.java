/** Search strategies by ask and tell, and the operators that evolutionary ones are composed of. */
package org.osnas.strategies.search;
