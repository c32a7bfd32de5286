package org.osnas.core.score;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;

/**
 * Reads architectures as others write them: {@code 0,2,1}; a digit a layer, {@code 021}; or the names of the candidates
 * in order, such as NAS-Bench-201's {@code |skip_connect~0|+|none~0|nor_conv_3x3~1|}, where {@code ~1} says what the
 * space says already, from which node an edge comes.
 */
final class ArchitectureNames {

    private static final String INDICES = "[\\[\\]\\s]*\\d+\\s*(,\\s*\\d+\\s*)*[\\[\\]\\s]*";
    private static final int DIGITS = 10;

    private final SearchSpace space;
    private final List<List<String>> names;

    ArchitectureNames(SearchSpace space) {
        this.space = space;
        this.names = space.layers().stream()
                .map(layer -> layer.candidates().stream().map(Block::name).toList())
                .toList();
    }

    /** @throws BadInputException if it is not one of the space */
    Architecture parse(String text) {
        boolean digits = Arrays.stream(space.sizes()).allMatch(size -> size <= DIGITS);
        if (digits && text.matches("\\d{" + space.depth() + "}")) {
            return space.check(Architecture.of(text.chars().map(c -> c - '0').toArray()));
        }
        boolean indices = text.matches(INDICES) && (text.contains(",") || space.depth() == 1);
        return space.check(indices ? Architecture.parse(text) : named(text));
    }

    private Architecture named(String text) {
        List<String> parts = Stream.of(text.replaceAll("~\\d+", "").split("[\\[\\]|+,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() != space.depth()) {
            throw new BadInputException(
                    "'%s' is not an architecture of space %s: write a choice for each of its %d layers, as 0,2,1,…, by names"
                                    .formatted(text, space.name(), space.depth())
                            + (space.depth() > 1 ? ", or without commas where all are digits" : ""));
        }
        int[] choices = new int[parts.size()];
        for (int l = 0; l < choices.length; l++) {
            choices[l] = names.get(l).indexOf(parts.get(l));
            if (choices[l] < 0) {
                throw new BadInputException("'%s': layer %d of space %s has no '%s'. It has %s"
                        .formatted(text, l, space.name(), parts.get(l), String.join(", ", names.get(l))));
            }
        }
        return Architecture.of(choices);
    }
}
