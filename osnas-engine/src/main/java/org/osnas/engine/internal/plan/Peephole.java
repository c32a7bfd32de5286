package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.osnas.engine.internal.kernel.FusedActivation;

/**
 * Finds chains of operations that one kernel computes: h-swish from ReLU6, the channel shuffle, and the activation behind
 * a batch normalisation.
 */
final class Peephole {

    private final SameDiff graph;
    private final Map<String, List<DifferentialFunction>> readers;
    private final Set<String> outputs;

    Peephole(SameDiff graph, Map<String, List<DifferentialFunction>> readers, Set<String> outputs) {
        this.graph = graph;
        this.readers = readers;
        this.outputs = outputs;
    }

    /**
     * A chain.
     *
     * @param operations all of them, the first included
     * @param groups of a channel shuffle; 0 for an activation
     */
    record Chain(List<DifferentialFunction> operations, int groups) {
        DifferentialFunction last() {
            return operations.get(operations.size() - 1);
        }
    }

    /** An activation that batch normalisation computes in the same pass. */
    record Fused(FusedActivation activation, Chain chain) {}

    /** The activation through which alone a value is read, if there is one. */
    Optional<Fused> activation(String value) {
        List<DifferentialFunction> next = readers.getOrDefault(value, List.of());
        if (next.isEmpty() || outputs.contains(value)) {
            return Optional.empty();
        }
        if (next.size() == 1 && isScalar(next.get(0), "relu", 0)) {
            return Optional.of(new Fused(FusedActivation.RELU, new Chain(next, 0)));
        }
        if (next.size() == 1 && isScalar(next.get(0), "relu6", 0)) {
            return Optional.of(new Fused(FusedActivation.RELU6, new Chain(next, 0)));
        }
        return next.stream()
                .flatMap(op -> hSwish(op).stream())
                .filter(chain -> chain.operations().containsAll(next))
                .findFirst()
                .map(chain -> new Fused(FusedActivation.H_SWISH, chain));
    }

    /** The chain that begins with this operation, if it is one. */
    Optional<Chain> at(DifferentialFunction first) {
        return hSwish(first).or(() -> shuffle(first));
    }

    /** {@code x * (relu6(x + 3) * (1 / 6))}. */
    private Optional<Chain> hSwish(DifferentialFunction add) {
        if (!isScalar(add, "add_scalar", 3)) {
            return Optional.empty();
        }
        String x = graph.getInputsForOp(add)[0];
        return onlyReader(add).filter(relu6 -> isScalar(relu6, "relu6", 0)).flatMap(relu6 -> onlyReader(relu6)
                .filter(sixth -> isScalar(sixth, "mul_scalar", 1.0 / 6.0))
                .flatMap(sixth -> onlyReader(sixth)
                        .filter(product -> isProductWith(product, x))
                        .map(product -> new Chain(List.of(add, relu6, sixth, product), 0))));
    }

    private boolean isProductWith(DifferentialFunction product, String x) {
        return product.opName().equals("multiply")
                && Arrays.asList(graph.getInputsForOp(product)).contains(x);
    }

    private static boolean isScalar(DifferentialFunction op, String name, double number) {
        return op.opName().equals(name)
                && op instanceof ScalarOp scalar
                && Math.abs(scalar.scalar().getDouble(0) - number) < 1e-7;
    }

    /** {@code [n, h, w, groups, each]}, the last two dimensions swapped, and flat again. */
    private Optional<Chain> shuffle(DifferentialFunction grouped) {
        long[] to = shape(grouped);
        if (to.length != 5) {
            return Optional.empty();
        }
        return onlyReader(grouped).filter(Peephole::swapsTheLastTwo).flatMap(permuted -> onlyReader(permuted)
                .filter(flat -> {
                    long[] back = shape(flat);
                    return back.length == 4 && back[1] == to[1] && back[2] == to[2] && back[3] == to[3] * to[4];
                })
                .map(flat -> new Chain(List.of(grouped, permuted, flat), (int) to[3])));
    }

    private static boolean swapsTheLastTwo(DifferentialFunction op) {
        return op.opName().equals("permute")
                && op instanceof DynamicCustomOp custom
                && Arrays.equals(custom.iArgs(), new long[] {0, 1, 2, 4, 3});
    }

    /** What a reshape in c order shapes to; empty for other operations. */
    private static long[] shape(DifferentialFunction op) {
        if (!op.opName().equals("reshape") || !(op instanceof DynamicCustomOp custom) || custom.iArgs().length < 2) {
            return new long[0];
        }
        return Arrays.copyOfRange(custom.iArgs(), 1, custom.iArgs().length);
    }

    private Optional<DifferentialFunction> onlyReader(DifferentialFunction op) {
        String result = graph.getOutputsForOp(op)[0];
        List<DifferentialFunction> next = readers.getOrDefault(result, List.of());
        return next.size() == 1 && !outputs.contains(result) ? Optional.of(next.get(0)) : Optional.empty();
    }
}
