/** Folders of image files as a data set, decoded with OpenCV and the JDK. */
@NullMarked
package org.osnas.images;

import org.jspecify.annotations.NullMarked;
