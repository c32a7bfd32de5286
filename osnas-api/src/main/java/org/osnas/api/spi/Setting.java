package org.osnas.api.spi;

import java.util.List;
import java.util.Optional;

/**
 * A setting as its reader declared it.
 *
 * @param key as it is written
 * @param about what it does, in one line; empty if its reader does not say
 * @param allowed what it may be
 * @param byDefault what counts where it is not given; empty if that is nothing
 * @param byTrials whether the default depends on the number of trials
 * @param section the settings that stand under the key, if it is a section
 */
public record Setting(
        String key,
        String about,
        Allowed allowed,
        Optional<Object> byDefault,
        boolean byTrials,
        List<Setting> section) {

    public Setting {
        section = List.copyOf(section);
    }
}
