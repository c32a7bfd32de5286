package org.osnas.core.config;

import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;

/** How long to train: a number of steps, or of passes over the training data. */
public record Length(Unit unit, int count) {

    /** What is counted. */
    public enum Unit {
        STEPS("steps"),
        EPOCHS("epochs");

        private final String key;

        Unit(String key) {
            this.key = key;
        }
    }

    static Length read(Settings section, Length defaultLength) {
        boolean steps = section.has("steps");
        boolean epochs = section.has("epochs");
        if (steps && epochs) {
            throw new BadInputException("Give " + section.at("steps") + " or " + section.at("epochs") + ", not both");
        }
        if (!steps && !epochs) {
            return defaultLength;
        }
        Unit unit = steps ? Unit.STEPS : Unit.EPOCHS;
        return new Length(unit, section.integer(unit.key, 1, 1, 1_000_000_000));
    }

    /**
     * The length in training steps.
     *
     * @param perEpoch steps of one pass over the data
     */
    public long steps(int perEpoch) {
        return unit == Unit.STEPS ? count : (long) count * perEpoch;
    }

    void putInto(Map<String, Object> map) {
        map.put(unit.key, count);
    }
}
