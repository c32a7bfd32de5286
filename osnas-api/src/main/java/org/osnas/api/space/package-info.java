/** Search spaces and networks as plain values: layers, blocks, choice layers, architectures. No tensor library. */
@NullMarked
package org.osnas.api.space;

import org.jspecify.annotations.NullMarked;
