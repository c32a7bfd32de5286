/** How image files become pixels: one way for training, prediction, detection and verification. */
@NullMarked
package org.osnas.images.internal;

import org.jspecify.annotations.NullMarked;
