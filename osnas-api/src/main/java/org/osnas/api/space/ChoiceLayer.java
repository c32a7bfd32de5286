package org.osnas.api.space;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;

/** One place in the network where one of several candidate blocks stands. */
public record ChoiceLayer(List<Block> candidates) implements Stage {

    public ChoiceLayer {
        candidates = List.copyOf(candidates);
        Check.that(!candidates.isEmpty(), "a choice layer needs at least one candidate block");
        long names = candidates.stream().map(Block::name).distinct().count();
        Check.that(
                names == candidates.size(),
                "candidate blocks of one layer need different names, got %s",
                candidates.stream().map(Block::name).toList());
    }

    public static ChoiceLayer of(Block... candidates) {
        return new ChoiceLayer(List.of(candidates));
    }

    public int size() {
        return candidates.size();
    }

    @Override
    public List<ChoiceLayer> layers() {
        return List.of(this);
    }

    @Override
    public List<Block> shared() {
        return List.of();
    }

    @Override
    public Block block(int... choices) {
        return candidates.get(choices[0]);
    }

    @Override
    public int[] canonical(int... choices) {
        return choices.clone();
    }

    @Override
    public List<int[]> options() {
        return IntStream.range(0, size()).mapToObj(c -> new int[] {c}).toList();
    }

    @Override
    public Shape outputShape(Shape input) {
        Shape common = outputShape(candidates.get(0), input);
        for (Block block : candidates.subList(1, size())) {
            Shape out = outputShape(block, input);
            if (!common.equals(out)) {
                throw new ShapeException(
                        where(block) + "gives " + out + ", but the blocks before it in this layer give " + common);
            }
        }
        return common;
    }

    private static Shape outputShape(Block block, Shape input) {
        return block.outputShape(where(block), input);
    }

    private static String where(Block block) {
        return "block " + block.name() + ": ";
    }

    @Override
    public double[][] additiveShares(ToDoubleFunction<Block> cost) {
        return new double[][] {candidates.stream().mapToDouble(cost).toArray()};
    }

    @Override
    public double[][] peakShares(ToDoubleFunction<Block> cost) {
        return additiveShares(cost);
    }
}
