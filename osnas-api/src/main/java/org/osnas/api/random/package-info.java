/** Seeds with lineage. */
@NullMarked
package org.osnas.api.random;

import org.jspecify.annotations.NullMarked;
