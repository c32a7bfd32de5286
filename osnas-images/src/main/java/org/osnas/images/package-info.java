/** Folders of image files as a data set, decoded with DataVec and OpenCV. */
package org.osnas.images;
