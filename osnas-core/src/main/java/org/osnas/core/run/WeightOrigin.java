package org.osnas.core.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osnas.api.spi.UnknownNameException;

/** How the weights of a network that leaves a run were trained. */
public enum WeightOrigin {
    /** From scratch. */
    RETRAINED,
    /** As part of the supernet, with statistics of batch normalisation recalibrated for the network. */
    INHERITED,
    /** On from what it inherited of the supernet. */
    FINETUNED;

    /** In files: {@code retrained}, {@code inherited} or {@code finetuned}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The origin of that word.
     *
     * @throws UnknownNameException if there is none
     */
    public static WeightOrigin ofWord(String word) {
        List<String> words = Arrays.stream(values()).map(WeightOrigin::word).toList();
        if (!words.contains(word)) {
            throw new UnknownNameException("Unknown weights '" + word + "'", word, words);
        }
        return values()[words.indexOf(word)];
    }
}
