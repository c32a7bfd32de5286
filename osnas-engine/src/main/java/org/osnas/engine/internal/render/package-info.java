/** Renders network descriptions to SameDiff graphs: the program that plans are compiled from and that is exported. */
@NullMarked
package org.osnas.engine.internal.render;

import org.jspecify.annotations.NullMarked;
