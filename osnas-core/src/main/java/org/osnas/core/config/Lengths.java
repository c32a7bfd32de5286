package org.osnas.core.config;

import java.util.Map;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.Epochs;
import org.osnas.core.agent.Length;
import org.osnas.core.agent.Steps;

/** The keys {@code steps} and {@code epochs} of a training, of which one is given, and {@code seconds} beside it. */
final class Lengths {

    private static final String STEPS = "steps";
    private static final String EPOCHS = "epochs";
    private static final String SECONDS = "seconds";
    private static final int MOST = 1_000_000_000;
    private static final Allowed TIME = new Allowed.Decimal(0.001, 1e9);
    private static final Allowed COUNT = new Allowed.WholeNumber(1, MOST);

    private Lengths() {}

    static Length read(Settings section, Length defaultLength) {
        Length length = most(section, defaultLength);
        boolean limited = section.about(
                        "most time of the training, which ends it before its steps; where, differs from one time to the next")
                .value(SECONDS, TIME)
                .isPresent();
        return limited ? length.within(section.number(SECONDS, 1, 0.001, 1e9)) : length;
    }

    private static Length most(Settings section, Length defaultLength) {
        boolean steps = section.about("training steps").value(STEPS, COUNT).isPresent();
        boolean epochs = section.about("passes over the training data")
                .value(EPOCHS, COUNT)
                .isPresent();
        if (steps && epochs) {
            throw new BadInputException("Give " + section.at(STEPS) + " or " + section.at(EPOCHS) + ", not both");
        }
        if (steps) {
            return Steps.of(section.integer(STEPS, 1, 1, MOST));
        }
        return epochs ? Epochs.of(section.integer(EPOCHS, 1, 1, MOST)) : defaultLength;
    }

    static void putInto(Map<String, Object> map, Length length) {
        Length most = length instanceof Length.Within within ? within.most() : length;
        map.put(most instanceof Steps ? STEPS : EPOCHS, most.count());
        length.seconds().ifPresent(seconds -> map.put(SECONDS, seconds));
    }
}
