package org.osnas.tasks.detection;

/**
 * What a network says is at a place of an image.
 *
 * @param category from 0 on
 * @param score the higher, the surer
 */
public record Detection(int category, double score, Box box) {}
