/** Costs of devices as others publish them, brought to the layers and blocks of a space by a mapping. */
@NullMarked
package org.osnas.core.device;

import org.jspecify.annotations.NullMarked;
