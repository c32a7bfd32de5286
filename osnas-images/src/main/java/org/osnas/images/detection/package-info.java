/** Image files with labelled boxes: Pascal VOC, COCO and YOLO. */
@NullMarked
package org.osnas.images.detection;

import org.jspecify.annotations.NullMarked;
