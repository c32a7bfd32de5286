/** The clock that latency is measured by. */
@NullMarked
package org.osnas.core.internal.cost;

import org.jspecify.annotations.NullMarked;
