package org.osnas.tasks.scenes;

import java.util.List;
import org.osnas.tasks.detection.LabelledBox;

/**
 * An image and what is in it.
 *
 * @param pixels {@code [height, width, 3]}, from 0 to 1
 */
record Scene(float[] pixels, List<LabelledBox> boxes) {}
