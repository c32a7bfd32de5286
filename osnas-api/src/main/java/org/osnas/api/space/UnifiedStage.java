package org.osnas.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.osnas.api.spi.Check;

/**
 * The unified block of SGNAS: an inverted residual that holds all expansion rates and all mixtures of kernels at once.
 * A 1×1 convolution expands the input to as many slices of channels as there are sub-blocks; each sub-block chooses a
 * candidate for its slice, the last of which is zero; a 1×1 convolution projects all slices together. The projection is
 * followed by a batch norm of its own for each number of zeros ("switchable"), and by the sum with the input where
 * shapes agree.
 *
 * <p>The sub-blocks of a stage are interchangeable, so choices are canonical in ascending order, zeros last. The block
 * of a network has the sub-blocks that are not zero only; with one of them, the expansion rate is 1 and there is no
 * expansion convolution, as in MobileNetV2; with none, the batch norm gives a trained constant.
 *
 * <p>Huang and Chu 2021, <a href="https://arxiv.org/abs/2103.07289">Searching by Generating: Flexible and Efficient
 * One-Shot NAS with Architecture Generator</a>; the switchable batch norm after Yu et al. 2019, <a
 * href="https://arxiv.org/abs/1812.08928">Slimmable Neural Networks</a>.
 *
 * @param in channels of the input, and of each slice
 * @param out channels of the output
 * @param stride of the candidates: the result has {@code ceil(size / stride)} rows and columns
 * @param subBlocks number of sub-blocks
 * @param activation after the expansion
 * @param candidates of each sub-block; all keep {@code in} channels, the last is a {@link Zero}
 */
public record UnifiedStage(
        int in, int out, int stride, int subBlocks, Activation.Function activation, List<Block> candidates)
        implements Stage {

    public UnifiedStage {
        Check.atLeast("in", in, 1);
        Check.atLeast("out", out, 1);
        Check.atLeast("stride", stride, 1);
        Check.atLeast("sub-blocks", subBlocks, 2);
        candidates = new ChoiceLayer(candidates).candidates();
        Check.that(
                candidates.size() >= 2 && candidates.get(candidates.size() - 1).isZero(),
                "the last of at least two candidates of a unified stage is the zero block, got %s",
                candidates.stream().map(Block::name).toList());
    }

    /** Index of the candidate that leaves a sub-block out. */
    public int zero() {
        return candidates.size() - 1;
    }

    /** Whether the input is added to the output. */
    public boolean residual() {
        return stride == 1 && in == out;
    }

    /** Convolution, batch norm and activation that make {@code active} slices of channels. */
    public Block expansion(int active) {
        int width = Math.multiplyExact(in, active);
        return Block.sequence(
                "expansion", Conv2d.of(in, width, 1, 1), BatchNorm.of(width), new Activation(activation, width));
    }

    /** Convolution that joins {@code active} slices of channels. */
    public Block projection(int active) {
        return Block.sequence("projection", Conv2d.of(Math.multiplyExact(in, active), out, 1, 1));
    }

    /** The batch norm for a number of zeros. */
    public Block norm(int zeros) {
        return Block.sequence("norm" + zeros, BatchNorm.of(out));
    }

    @Override
    public List<ChoiceLayer> layers() {
        return Collections.nCopies(subBlocks, new ChoiceLayer(candidates));
    }

    /** The widest expansion, the widest projection, and a batch norm for each number of zeros from 0 on. */
    @Override
    public List<Block> shared() {
        List<Block> blocks = new ArrayList<>(List.of(expansion(subBlocks), projection(subBlocks)));
        for (int zeros = 0; zeros <= subBlocks; zeros++) {
            blocks.add(norm(zeros));
        }
        return List.copyOf(blocks);
    }

    /**
     * {@inheritDoc} Its weights are, in order: those of the expansion if there is one, of the candidates, of the
     * projection if a sub-block is left, of the batch norm.
     */
    @Override
    public Block block(int... choices) {
        int[] active =
                Arrays.stream(canonical(choices)).filter(c -> c != zero()).toArray();
        String name = active.length == 0
                ? candidates.get(zero()).name()
                : Arrays.stream(active).mapToObj(c -> candidates.get(c).name()).collect(Collectors.joining("+"));
        BlockBuilder block = Block.builder(name);
        int y = active.length == 0
                ? block.add(new Zero(out, stride), block.input())
                : block.append(projection(active.length), joined(block, active));
        y = block.append(norm(subBlocks - active.length), y);
        return block.build(residual() ? block.add(new Add(), block.input(), y) : y);
    }

    private int joined(BlockBuilder block, int[] active) {
        if (active.length == 1) {
            return block.append(candidates.get(active[0]), block.input());
        }
        int expanded = block.append(expansion(active.length), block.input());
        int[] parts = new int[active.length];
        for (int g = 0; g < parts.length; g++) {
            parts[g] = block.append(candidates.get(active[g]), block.add(new ChannelPart(active.length, g), expanded));
        }
        return block.add(new Concat(), parts);
    }

    @Override
    public int[] canonical(int... choices) {
        return Arrays.stream(choices).sorted().toArray();
    }

    @Override
    public List<int[]> options() {
        List<int[]> options = new ArrayList<>();
        extend(options, new int[subBlocks], 0);
        return options;
    }

    private void extend(List<int[]> options, int[] choices, int length) {
        if (length == subBlocks) {
            options.add(choices.clone());
            return;
        }
        for (int c = length == 0 ? 0 : choices[length - 1]; c < candidates.size(); c++) {
            choices[length] = c;
            extend(options, choices, length + 1);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        Layer.single("a unified stage", List.of(input), in);
        Shape chosen = new ChoiceLayer(candidates).outputShape(input);
        Shape expected = input.strided(stride, in);
        if (!chosen.equals(expected)) {
            throw new ShapeException(
                    "the candidates of a unified stage give " + chosen + ", but must give " + expected);
        }
        return expected.withChannels(out);
    }

    /**
     * {@inheritDoc} The share of a choice is what its sub-block adds to a block whose sub-blocks all choose the same, so it
     * depends on the position: the first sub-block brings the projection's batch norm, the second both expansions.
     */
    @Override
    public double[][] additiveShares(ToDoubleFunction<Block> cost) {
        double[][] shares = peakShares(cost);
        for (int g = subBlocks - 1; g > 0; g--) {
            for (int c = 0; c < zero(); c++) {
                shares[g][c] -= shares[g - 1][c];
            }
        }
        return shares;
    }

    /** {@inheritDoc} The share of a choice is the cost of a block of that many sub-blocks which all choose the same. */
    @Override
    public double[][] peakShares(ToDoubleFunction<Block> cost) {
        double[][] shares = new double[subBlocks][candidates.size()];
        int[] choices = new int[subBlocks];
        for (int c = 0; c < zero(); c++) {
            Arrays.fill(choices, zero());
            for (int g = 0; g < subBlocks; g++) {
                choices[g] = c;
                shares[g][c] = cost.applyAsDouble(block(choices));
            }
        }
        Arrays.fill(choices, zero());
        shares[0][zero()] = cost.applyAsDouble(block(choices));
        return shares;
    }
}
