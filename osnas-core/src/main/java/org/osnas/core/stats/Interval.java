package org.osnas.core.stats;

/** A closed interval; not-a-number on both ends if it cannot be given. */
public record Interval(double low, double high) {}
