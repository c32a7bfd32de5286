package org.osnas.core.agent;

import java.util.Locale;

/** How a learning rate changes after its warm-up. */
public enum RateSchedule {
    /** It does not. */
    CONSTANT,
    /** Half a cosine down to zero. */
    COSINE,
    /** It drops every so many steps. */
    STEP;

    /** As in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
