/**
 * oneDNN called directly, through the JavaCPP presets: convolutions of channels-last images, forward and backward. ND4J
 * uses oneDNN too, but reorders images and weights around each call and leaves the gradients of the weights to slow
 * code; see {@link org.osnas.engine.internal.onednn.OneDnn}.
 */
@NullMarked
package org.osnas.engine.internal.onednn;

import org.jspecify.annotations.NullMarked;
