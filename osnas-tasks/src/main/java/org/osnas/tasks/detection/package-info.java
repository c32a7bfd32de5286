/** Object detection: labelled boxes, heads, criteria, decoding, and the average precision of COCO. */
package org.osnas.tasks.detection;
