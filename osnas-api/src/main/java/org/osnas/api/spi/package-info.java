/** How components are found by name and configured, and how bad input is reported. */
@NullMarked
package org.osnas.api.spi;

import org.jspecify.annotations.NullMarked;
