package org.osnas.core.agent;

import java.util.Locale;

/** How a learning rate changes after its warm-up. */
public enum RateSchedule {
    /** It does not. */
    CONSTANT,
    /** Half a cosine down to zero. */
    COSINE,
    /** It drops every so many steps. */
    STEP,
    /** A power of what is left of the training, down to zero. */
    POLYNOMIAL,
    /** Up in the first three tenths of the training, then far down. */
    ONE_CYCLE;

    /** As in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
