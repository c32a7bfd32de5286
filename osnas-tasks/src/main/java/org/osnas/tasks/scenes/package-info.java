/** Scenes with boxes, composed of the images that come with OSNAS. */
@NullMarked
package org.osnas.tasks.scenes;

import org.jspecify.annotations.NullMarked;
