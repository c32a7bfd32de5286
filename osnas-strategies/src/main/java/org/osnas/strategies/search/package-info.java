/** Search strategies by ask and tell, and the operators that evolutionary ones are composed of. */
@NullMarked
package org.osnas.strategies.search;

import org.jspecify.annotations.NullMarked;
