package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osnas.api.space.Shape;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.training.PathChoice;

/**
 * A {@link UnifiedStage} of a supernet: the expansion and the projection of all sub-blocks, the candidates of each sub-block,
 * and a batch norm for each number of zeros.
 *
 * <p>In a mixture the batch norm is that of the expected number of zeros, rounded; no gradient passes through this
 * switch. With weights of one and zero the pass is that of the single path.
 */
final class SharedUnifiedStage implements SharedStage {

    private final UnifiedStage stage;
    private final Shape input;
    private final NetworkContext context;
    private final SharedBlock expansion;
    private final List<List<SharedBlock>> subBlocks;
    private final SharedBlock projection;
    private final List<SharedBlock> norms;

    private SharedUnifiedStage(
            UnifiedStage stage,
            Shape input,
            NetworkContext context,
            SharedBlock expansion,
            List<List<SharedBlock>> subBlocks,
            SharedBlock projection,
            List<SharedBlock> norms) {
        this.stage = stage;
        this.input = input;
        this.context = context;
        this.expansion = expansion;
        this.subBlocks = List.copyOf(subBlocks);
        this.projection = projection;
        this.norms = List.copyOf(norms);
    }

    static SharedUnifiedStage of(
            UnifiedStage stage, Shape input, int first, List<List<SharedBlock>> subBlocks, BlockFactory factory) {
        String label = "layers " + first + " to " + (first + stage.subBlocks() - 1) + " ";
        Shape output = stage.outputShape(input);
        Shape joined = output.withChannels(stage.in() * stage.subBlocks());
        SharedBlock expansion =
                factory.makeCommon(stage.expansion(stage.subBlocks()), input, label + "expansion", first);
        SharedBlock projection =
                factory.makeCommon(stage.projection(stage.subBlocks()), joined, label + "projection", first);
        List<SharedBlock> norms = new ArrayList<>();
        for (int zeros = 0; zeros <= stage.subBlocks(); zeros++) {
            SharedBlock norm = factory.makeCommon(stage.norm(zeros), output, label + "norm " + zeros, first);
            if (factory.initialization().zeroResidual() && stage.residual()) {
                norm.weights().array(0).assign(0f);
            }
            norms.add(norm);
        }
        return new SharedUnifiedStage(stage, input, factory.context(), expansion, subBlocks, projection, norms);
    }

    @Override
    public SharedStage twin(NetworkContext other) {
        return new SharedUnifiedStage(
                stage,
                input,
                other,
                expansion.twin(other.pool()),
                subBlocks.stream()
                        .map(subBlock -> SharedStage.twins(subBlock, other))
                        .toList(),
                projection.twin(other.pool()),
                SharedStage.twins(norms, other));
    }

    UnifiedStage stage() {
        return stage;
    }

    Shape input() {
        return input;
    }

    NetworkContext context() {
        return context;
    }

    StagePass expansion() {
        return pass(expansion);
    }

    StagePass projection() {
        return pass(projection);
    }

    StagePass norm(int zeros) {
        return pass(norms.get(zeros));
    }

    private StagePass pass(SharedBlock block) {
        return new SinglePass(block, context);
    }

    @Override
    public List<List<SharedBlock>> layers() {
        return subBlocks;
    }

    @Override
    public List<SharedBlock> blocks() {
        List<SharedBlock> all = new ArrayList<>();
        all.add(expansion);
        subBlocks.forEach(all::addAll);
        all.add(projection);
        all.addAll(norms);
        return all;
    }

    @Override
    public StagePass along(int[] choices) {
        @Nullable StagePass[] active = new StagePass[choices.length];
        int zeros = 0;
        for (int g = 0; g < choices.length; g++) {
            if (choices[g] == stage.zero()) {
                zeros++;
            } else {
                active[g] = pass(subBlocks.get(g).get(choices[g]));
            }
        }
        return new UnifiedPass(this, active, zeros);
    }

    @Override
    public StagePass mixed(PathChoice.Weighted mixture, int first) {
        @Nullable StagePass[] active = new StagePass[subBlocks.size()];
        double zeros = 0;
        for (int g = 0; g < active.length; g++) {
            int layer = first + g;
            if (IntStream.range(0, stage.zero()).anyMatch(c -> mixture.runs(layer, c))) {
                active[g] = MixturePass.of(subBlocks.get(g), mixture, layer, context);
            }
            double total = IntStream.rangeClosed(0, stage.zero())
                    .mapToDouble(c -> Math.abs(mixture.weight(layer, c)))
                    .sum();
            zeros += Math.abs(mixture.weight(layer, stage.zero())) / total;
        }
        return new UnifiedPass(this, active, (int) Math.round(zeros));
    }

    @Override
    public void copyTo(int[] choices, SharedBlock standalone) {
        List<SharedWeights> sources = new ArrayList<>();
        for (int g = 0; g < choices.length; g++) {
            if (choices[g] != stage.zero()) {
                sources.add(subBlocks.get(g).get(choices[g]).weights());
            }
        }
        int active = sources.size();
        if (active > 1) {
            sources.add(0, expansion.weights());
        }
        if (active > 0) {
            sources.add(projection.weights());
        }
        sources.add(norms.get(choices.length - active).weights());
        standalone.weights().copyLeadingFrom(sources);
    }
}
