package org.osnas.spaces.block;

import java.util.Locale;
import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Layer;

/** What templates have in common. */
final class Parts {

    private Parts() {}

    /** A layer of {@code channels} outputs, batch norm, and the activation if there is one. */
    static int normalised(
            Block.Builder block, int value, Layer layer, int channels, Optional<Activation.Function> activation) {
        int y = block.then(value, layer, BatchNorm.of(channels));
        return activation.isPresent() ? block.add(new Activation(activation.get(), channels), y) : y;
    }

    /** The activation in a block's name; ReLU6, the usual one, is left out. */
    static String suffix(Optional<Activation.Function> activation) {
        return activation
                .map(f -> f == Activation.Function.RELU6 ? "" : "_" + f.name().toLowerCase(Locale.ROOT))
                .orElse("_linear");
    }
}
