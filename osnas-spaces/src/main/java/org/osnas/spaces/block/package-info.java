/** The building blocks of published networks as templates that take widths and a stride. */
@NullMarked
package org.osnas.spaces.block;

import org.jspecify.annotations.NullMarked;
