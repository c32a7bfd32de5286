package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.osnas.api.space.Shape;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * A {@link UnifiedStage} of a supernet: the expansion and the projection of all groups, the candidates of each group,
 * and a batch norm for each number of zeros.
 *
 * <p>In a mixture the batch norm is that of the expected number of zeros, rounded; no gradient passes through this
 * switch. With weights of one and zero the pass is that of the single path.
 */
final class SharedUnifiedStage implements SharedStage {

    private final UnifiedStage stage;
    private final Shape input;
    private final TensorPool pool;
    private final Set<SharedBlock> touched;
    private final SharedBlock expansion;
    private final List<List<SharedBlock>> groups;
    private final SharedBlock projection;
    private final List<SharedBlock> norms = new ArrayList<>();

    SharedUnifiedStage(
            UnifiedStage stage,
            Shape input,
            int first,
            List<List<SharedBlock>> groups,
            Initialization initialization,
            BlockFactory factory,
            TensorPool pool,
            Set<SharedBlock> touched) {
        this.stage = stage;
        this.input = input;
        this.groups = List.copyOf(groups);
        this.pool = pool;
        this.touched = touched;
        String label = "layers " + first + " to " + (first + stage.subBlocks() - 1) + " ";
        Shape output = stage.outputShape(input);
        // Shared by all choices, so there is nothing that could start alike.
        Initialization plain = Initialization.STANDALONE;
        expansion = factory.make(stage.expansion(stage.subBlocks()), input, label + "expansion", plain, first);
        Shape joined = output.withChannels(stage.in() * stage.subBlocks());
        projection = factory.make(stage.projection(stage.subBlocks()), joined, label + "projection", plain, first);
        for (int zeros = 0; zeros <= stage.subBlocks(); zeros++) {
            SharedBlock norm = factory.make(stage.norm(zeros), output, label + "norm " + zeros, plain, first);
            if (initialization.zeroResidual() && stage.residual()) {
                norm.weights().array(0).assign(0f);
            }
            norms.add(norm);
        }
    }

    UnifiedStage stage() {
        return stage;
    }

    Shape input() {
        return input;
    }

    TensorPool pool() {
        return pool;
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

    private LayerPass pass(SharedBlock block) {
        return LayerPass.single(block, pool, touched);
    }

    @Override
    public List<List<SharedBlock>> layers() {
        return groups;
    }

    @Override
    public List<SharedBlock> blocks() {
        List<SharedBlock> all = new ArrayList<>();
        all.add(expansion);
        groups.forEach(all::addAll);
        all.add(projection);
        all.addAll(norms);
        return all;
    }

    @Override
    public StagePass along(int[] choices) {
        LayerPass[] active = new LayerPass[choices.length];
        int zeros = 0;
        for (int g = 0; g < choices.length; g++) {
            if (choices[g] == stage.zero()) {
                zeros++;
            } else {
                active[g] = pass(groups.get(g).get(choices[g]));
            }
        }
        return new UnifiedPass(this, active, zeros);
    }

    @Override
    public StagePass mixed(PathChoice.Weighted mixture, int first) {
        LayerPass[] active = new LayerPass[groups.size()];
        double zeros = 0;
        for (int g = 0; g < active.length; g++) {
            int layer = first + g;
            if (IntStream.range(0, stage.zero()).anyMatch(c -> mixture.runs(layer, c))) {
                active[g] = LayerPass.mixture(groups.get(g), mixture, layer, pool, touched);
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
                sources.add(groups.get(g).get(choices[g]).weights());
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
