/** Object detection: labelled boxes, heads, criteria, decoding, and the average precision of COCO. */
@NullMarked
package org.osnas.tasks.detection;

import org.jspecify.annotations.NullMarked;
