/** Search strategies by ask and tell. */
@NullMarked
package org.osnas.api.search;

import org.jspecify.annotations.NullMarked;
