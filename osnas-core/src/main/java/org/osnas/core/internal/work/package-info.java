/** What jobs of each kind do. */
@NullMarked
package org.osnas.core.internal.work;

import org.jspecify.annotations.NullMarked;
