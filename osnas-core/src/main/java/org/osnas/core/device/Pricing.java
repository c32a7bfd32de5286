package org.osnas.core.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

/** What blocks cost by the entries of a file; what is missing is kept, and costs not-a-number. */
final class Pricing {

    private final DeviceMapping mapping;
    private final DeviceEntries entries;
    private final TreeSet<String> missing = new TreeSet<>();

    Pricing(DeviceMapping mapping, DeviceEntries entries) {
        this.mapping = mapping;
        this.entries = entries;
    }

    List<String> missing() {
        return List.copyOf(missing);
    }

    /** The cost of a block as a whole if the mapping names it, else of its layers. */
    double of(Block block, List<Shape> inputs) {
        Optional<List<Price>> whole = mapping.ofBlock(block.name());
        if (whole.isPresent()) {
            return sum(whole.get(), Facts.of(block, inputs), "block " + block.name());
        }
        if (mapping.layers().isEmpty()) {
            throw new BadInputException(
                    "%s says nothing of block %s at input %s. Name it under 'blocks' (\"*\" stands for all others), or its layers under 'layers', or stem and head under 'base'"
                            .formatted(mapping.file(), block.name(), inputs.get(0)));
        }
        double sum = 0;
        for (Facts.OfLayer layer : Facts.ofLayers(block, inputs)) {
            sum += sum(price(layer, block), layer.facts(), "layer " + layer.kind() + " of block " + block.name());
        }
        return sum;
    }

    private List<Price> price(Facts.OfLayer layer, Block block) {
        Map<String, List<Price>> known = mapping.layers();
        List<String> names = new ArrayList<>(List.of(layer.kind()));
        layer.activation().ifPresent(activation -> names.add(0, layer.kind() + "+" + activation));
        return names.stream()
                .filter(known::containsKey)
                .findFirst()
                .map(known::get)
                .orElseThrow(() -> new BadInputException(
                        "%s: 'layers' does not name %s, which block %s has. It names %s; write 0 for one that costs nothing of its own"
                                .formatted(
                                        mapping.file(),
                                        String.join(" or ", names),
                                        block.name(),
                                        String.join(", ", known.keySet()))));
    }

    /** Prices that need to know nothing of a block. */
    double sum(List<Price> prices) {
        return sum(prices, Map.of(), "base");
    }

    private double sum(List<Price> prices, Map<String, String> facts, String what) {
        double sum = 0;
        for (Price price : prices) {
            Price wanted = price.with(facts, mapping.file() + ": " + what);
            OptionalDouble found = entries.find(wanted);
            if (found.isEmpty()) {
                missing.add(wanted.toString());
            }
            sum += found.orElse(Double.NaN);
        }
        return sum;
    }
}
