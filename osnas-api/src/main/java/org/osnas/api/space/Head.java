package org.osnas.api.space;

import java.util.List;
import java.util.Objects;
import org.osnas.api.spi.Check;

/**
 * The end of a network: a block on what one or several of its stages give, with named outputs.
 *
 * @param block of typed layers, whose inputs are the sources and whose outputs have the names
 * @param sources for each input of the block the stage in front of which it is read: 0 reads what the stem gives,
 *     {@code n} what stage {@code n - 1} gives; ascending
 * @param outputs names of the block's outputs, all different
 */
public record Head(Block block, List<Integer> sources, List<String> outputs) {

    public Head {
        Objects.requireNonNull(block, "block");
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
        Check.that(
                block.inputs() == sources.size(),
                "head %s has %d inputs, but %d sources",
                block.name(),
                block.inputs(),
                sources.size());
        Check.that(
                sources.stream().sorted().distinct().toList().equals(sources) && sources.get(0) >= 0,
                "the sources of a head ascend from 0, got %s",
                sources);
        Check.that(
                block.outputs().size() == outputs.size(),
                "head %s has %d outputs, but %d names",
                block.name(),
                block.outputs().size(),
                outputs.size());
        Check.that(
                outputs.stream().distinct().count() == outputs.size()
                        && outputs.stream().noneMatch(String::isBlank),
                "the outputs of a head have different names, got %s",
                outputs);
    }

    /** A head with one output on what the last of a number of stages gives. */
    static Head atEnd(int stages, Block block, String output) {
        return new Head(block, List.of(stages), List.of(output));
    }

    /** Text that equal heads of spaces with that many stages share, and others do not. */
    String description(int stages) {
        // A head on the last stage alone is its block, so that fingerprints of classifiers stay as they always were.
        return sources.equals(List.of(stages)) && outputs.size() == 1 ? block.toString() : toString();
    }
}
