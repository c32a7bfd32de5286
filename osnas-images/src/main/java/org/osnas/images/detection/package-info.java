/** Image files with labelled boxes: Pascal VOC, COCO and YOLO. */
package org.osnas.images.detection;
