/** Folders of image files as a data set, decoded with DataVec and OpenCV. */
@NullMarked
package org.osnas.images;

import org.jspecify.annotations.NullMarked;
