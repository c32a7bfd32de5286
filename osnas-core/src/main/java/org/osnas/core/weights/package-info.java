/** How the weights of a network begin. */
@NullMarked
package org.osnas.core.weights;

import org.jspecify.annotations.NullMarked;
