/** The {@code osnas} command. */
@NullMarked
package org.osnas.cli;

import org.jspecify.annotations.NullMarked;
