package org.osnas.api.task;

/** How an image of any size gets the size that a data set asks for. */
public enum Resizing {
    /** Not at all: images must have that size. */
    NONE,
    /** Height and width each on its own, linearly between the four nearest pixels (OpenCV's {@code INTER_LINEAR}). */
    STRETCH
}
