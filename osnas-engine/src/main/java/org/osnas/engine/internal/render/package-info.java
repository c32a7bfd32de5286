/** Renders network descriptions to SameDiff graphs: the program that plans are compiled from and that is exported. */
package org.osnas.engine.internal.render;
