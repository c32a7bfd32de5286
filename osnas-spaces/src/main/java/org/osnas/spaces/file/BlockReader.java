package org.osnas.spaces.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osnas.api.space.Activation;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.Blocks;
import org.osnas.spaces.block.ConvBlock;
import org.osnas.spaces.block.DepthwiseBlock;
import org.osnas.spaces.block.MixConvBlock;
import org.osnas.spaces.block.MobileBlock;

/** Reads a block template: {@code {block: mobile, kernel: 5, expansion: 6, activation: h-swish}}. */
final class BlockReader {

    static final List<String> WORDS = List.of(
            "conv",
            "depthwise",
            "mobile",
            "fbnet",
            "shuffle",
            "shuffle-xception",
            "mixconv",
            "average-pool",
            "squeeze-excite",
            "skip",
            "identity",
            "zero");
    private static final List<String> ACTIVATIONS = List.of("relu6", "relu", "h-swish", "prelu", "sigmoid");
    private static final String LINEAR = "linear";
    private static final int LARGEST_KERNEL = 31;
    private static final int LARGEST_EXPANSION = 64;
    private static final int MOST_GROUPS = 4096;
    private static final int WIDEST = 65_536;

    private BlockReader() {}

    /** Reads the keys of the block and leaves those of its place, such as the width, to the caller. */
    static BlockTemplate read(Settings item) {
        if (!item.has("block")) {
            throw new BadInputException(item.at("block") + " is missing: one of " + String.join(", ", WORDS));
        }
        String word = item.about("kind of block").choice("block", "", WORDS);
        switch (word) {
            case "conv":
                return conv(item);
            case "depthwise":
                return depthwise(item);
            case "mobile":
                return mobile(item);
            case "fbnet":
                return Blocks.fbnet(kernel(item), expansion(item), groups(item));
            case "shuffle":
                return Blocks.shuffle(kernel(item));
            case "shuffle-xception":
                return Blocks.shuffleXception();
            case "mixconv":
                return new MixConvBlock(kernels(item), expansion(item));
            case "average-pool":
                return Blocks.averagePool(kernel(item));
            case "squeeze-excite":
                return Blocks.squeezeExcite();
            case "skip":
                return Blocks.skip();
            case "identity":
                return Blocks.identity();
            case "zero":
                return Blocks.zero();
            default:
                throw new IllegalStateException("a word without a reader: " + word);
        }
    }

    private static BlockTemplate conv(Settings item) {
        ConvBlock block = Blocks.conv(kernel(item)).withGroups(groups(item));
        String activation = activation(item, true);
        return activation.equals(LINEAR) ? block.linear() : block.withActivation(function(activation));
    }

    private static BlockTemplate depthwise(Settings item) {
        DepthwiseBlock block = Blocks.depthwise(kernel(item));
        String activation = activation(item, true);
        return activation.equals(LINEAR) ? block.linear() : block.withActivation(function(activation));
    }

    private static BlockTemplate mobile(Settings item) {
        int kernel = kernel(item);
        MobileBlock block = (item.has("middle") && !item.has("expansion")
                        ? MobileBlock.ofMiddle(
                                kernel,
                                item.about("channels between expansion and projection")
                                        .integer("middle", 1, 1, WIDEST))
                        : Blocks.mobile(kernel, expansion(item)))
                .withGroups(groups(item))
                .withActivation(function(activation(item, false)));
        if (item.about("weigh channels by their means").flag("squeeze-excite", false)) {
            block = block.withSqueezeExcite(
                    item.about("multiple that the squeezed width is rounded to").integer("squeeze-step", 1, 1, WIDEST));
        }
        return item.about("mix the channels of groups").flag("channel-shuffle", false)
                ? block.withChannelShuffle()
                : block;
    }

    private static int kernel(Settings item) {
        int kernel = Items.required(item.about("side of the kernel, an odd number"), "kernel", 1, LARGEST_KERNEL);
        if (kernel % 2 == 0) {
            throw item.wrong("kernel", kernel, "an odd number");
        }
        return kernel;
    }

    private static List<Integer> kernels(Settings item) {
        List<Integer> kernels = new ArrayList<>();
        for (double kernel : item.about("sides of the kernels").numbers("kernels", List.of())) {
            if (kernel != Math.rint(kernel) || kernel < 1 || kernel > LARGEST_KERNEL || kernel % 2 == 0) {
                throw item.wrong("kernels", kernel, "odd numbers from 1 to " + LARGEST_KERNEL);
            }
            kernels.add((int) kernel);
        }
        if (kernels.size() < 2) {
            throw item.wrong("kernels", kernels, "a list of at least two odd numbers");
        }
        return kernels;
    }

    private static int expansion(Settings item) {
        return Items.required(
                item.about("channels of the middle to one of the input"), "expansion", 1, LARGEST_EXPANSION);
    }

    private static int groups(Settings item) {
        return item.about("groups of the 1x1 convolutions").integer("groups", 1, 1, MOST_GROUPS);
    }

    private static String activation(Settings item, boolean linear) {
        List<String> allowed = new ArrayList<>(ACTIVATIONS);
        if (linear) {
            allowed.add(LINEAR);
        }
        return item.about("behind each convolution").choice("activation", "relu6", allowed);
    }

    /** The activation of a layer that is no block. */
    static Activation.Function function(Settings item) {
        return function(activation(item, false));
    }

    private static Activation.Function function(String word) {
        return Activation.Function.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
