/** How well the shared weights of a supernet rank architectures. */
@NullMarked
package org.osnas.core.fidelity;

import org.jspecify.annotations.NullMarked;
