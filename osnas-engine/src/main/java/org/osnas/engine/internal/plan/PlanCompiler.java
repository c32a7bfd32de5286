package org.osnas.engine.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.L2Norm;
import org.osnas.api.spi.BadInputException;
import org.osnas.engine.internal.kernel.FusedActivation;
import org.osnas.engine.internal.render.BlockGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles a block's SameDiff graph to a plan: operations in order, batch normalisation fused with the activation
 * behind it, and custom layers with unknown operations left to SameDiff.
 */
public final class PlanCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(PlanCompiler.class);

    private final BlockGraph block;
    private final SameDiff graph;
    private final String label;
    private final Kernels kernels;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, List<DifferentialFunction>> readers = new HashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final Peephole peephole;
    private final Set<String> outputs;
    private final Set<String> done = new HashSet<>();
    private int normalisations;

    private PlanCompiler(BlockGraph block, String label, Kernels kernels) {
        this.block = block;
        this.graph = block.graph();
        this.label = label;
        this.kernels = kernels;
        this.outputs = Set.copyOf(block.outputs());
        this.peephole = new Peephole(graph, readers, outputs);
        for (SDVariable variable : graph.variables()) {
            numbers.put(variable.name(), numbers.size());
        }
        for (DifferentialFunction op : graph.ops()) {
            for (String in : graph.getInputsForOp(op)) {
                readers.computeIfAbsent(in, k -> new ArrayList<>()).add(op);
            }
        }
    }

    /**
     * @param label of the block, for messages
     * @param gradients array into which the gradient of the named weight is written; null for weights not trained
     */
    public static BlockPlan compile(BlockGraph block, String label, Map<String, Tensor> gradients, TensorPool pool) {
        return new PlanCompiler(block, label, pool.kernels()).compile(gradients, pool);
    }

    private BlockPlan compile(Map<String, Tensor> gradients, TensorPool pool) {
        for (DifferentialFunction op : graph.ops()) {
            if (!done.contains(op.getOwnName())) {
                compile(op);
            }
        }
        int count = numbers.size();
        Frame.Kind[] kinds = new Frame.Kind[count];
        Tensor[] fixed = new Tensor[count];
        Tensor[] weightGradients = new Tensor[count];
        Set<String> weights = new HashSet<>(block.weights());
        numbers.forEach((name, v) -> {
            if (block.inputs().contains(name)) {
                kinds[v] = Frame.Kind.INPUT;
            } else if (graph.getVariable(name).getArr() != null && isStored(name)) {
                kinds[v] = weights.contains(name) ? Frame.Kind.WEIGHT : Frame.Kind.CONSTANT;
                fixed[v] = kernels.wrap(graph.getVariable(name).getArr());
                weightGradients[v] = gradients.get(name);
            } else {
                kinds[v] = Frame.Kind.COMPUTED;
            }
        });
        ValueUses uses = new ValueUses(instructions, count, numbersOf(block.outputs()));
        Frame frame = new Frame(pool, kinds, fixed, weightGradients, uses.inPlace(), instructions.size());
        return new BlockPlan(
                instructions,
                frame,
                pool,
                numbersOf(block.inputs()),
                numbersOf(block.outputs()),
                uses.last(),
                normalisations);
    }

    private boolean isStored(String name) {
        return switch (graph.getVariable(name).getVariableType()) {
            case VARIABLE, CONSTANT -> true;
            default -> false;
        };
    }

    private void compile(DifferentialFunction op) {
        Optional<BlockGraph.CustomPart> custom = block.custom().stream()
                .filter(p -> p.operations().contains(op.getOwnName()))
                .findFirst();
        if (custom.isPresent()) {
            compile(custom.get());
            return;
        }
        Optional<BlockGraph.UnitPart> unit = block.units().stream()
                .filter(p -> p.operations().contains(op.getOwnName()))
                .findFirst();
        if (unit.isPresent()) {
            done.addAll(unit.get().operations());
            int[] in = numbersOf(List.of(unit.get().input()));
            int[] out = numbersOf(List.of(unit.get().output()));
            instructions.add(new DenseInstructions.UnitRows(in, out, L2Norm.EPSILON));
            return;
        }
        instructions.add(instruction(op)
                .orElseThrow(() -> new BadInputException("Block " + label + " uses operation '" + op.opName()
                        + "', which has no rule in the execution plan")));
    }

    /** A custom layer: its operations if all have a rule, else the whole layer by SameDiff. */
    private void compile(BlockGraph.CustomPart part) {
        int instructionsBefore = instructions.size();
        int normalisationsBefore = normalisations;
        Set<String> doneBefore = Set.copyOf(done);
        for (DifferentialFunction op : graph.ops()) {
            if (!part.operations().contains(op.getOwnName()) || done.contains(op.getOwnName())) {
                continue;
            }
            Optional<Instruction> instruction = instruction(op);
            if (instruction.isEmpty()) {
                LOG.info(
                        "Block {}: operation {} has no backward rule; layer {} runs by SameDiff's own gradient, slower",
                        label,
                        op.opName(),
                        part.layer().kind());
                instructions.subList(instructionsBefore, instructions.size()).clear();
                normalisations = normalisationsBefore;
                done.retainAll(doneBefore);
                instructions.add(fallback(part));
                break;
            }
            instructions.add(instruction.get());
        }
        done.addAll(part.operations());
    }

    private Instruction fallback(BlockGraph.CustomPart part) {
        List<String> names = new ArrayList<>(part.inputs());
        names.addAll(part.weights());
        return new SameDiffInstruction(
                numbersOf(names),
                numbersOf(List.of(part.output())),
                part.layer(),
                part.inputs().size());
    }

    private Optional<Instruction> instruction(DifferentialFunction op) {
        int[] in = numbersOf(Arrays.asList(graph.getInputsForOp(op)));
        String[] outNames = graph.getOutputsForOp(op);
        if (op.opName().equals("batchnorm")) {
            return Optional.of(batchNorm((DynamicCustomOp) op, in, outNames[0]));
        }
        Optional<Peephole.Chain> chain = peephole.at(op);
        if (chain.isPresent()) {
            return Optional.of(fused(chain.get(), in));
        }
        int[] out = numbersOf(Arrays.asList(outNames));
        if (block.dropouts().containsKey(outNames[0])) {
            double rate = block.dropouts().get(outNames[0]);
            return Optional.of(new DropoutInstruction(in, out, instructions.size(), rate));
        }
        if (block.branches().containsKey(outNames[0]) && op.opName().equals("add")) {
            return Optional.of(new ResidualInstruction(
                    in, out, instructions.size(), block.branches().get(outNames[0])));
        }
        boolean[] used = new boolean[out.length];
        for (int i = 0; i < out.length; i++) {
            used[i] = readers.containsKey(outNames[i]) || outputs.contains(outNames[i]);
        }
        return Rules.compile(op, new Rules.Site(in, out, used, kernels));
    }

    private Instruction fused(Peephole.Chain chain, int[] in) {
        int[] out = numbersOf(List.of(passed(chain)));
        return chain.groups() == 0
                ? new PointwiseInstructions.Activate(in, out, Nonlinearity.H_SWISH)
                : new ShapeInstructions.Shuffle(in, out, chain.groups());
    }

    /** Marks a chain as compiled; the name of its output. */
    private String passed(Peephole.Chain chain) {
        chain.operations().forEach(op -> done.add(op.getOwnName()));
        return graph.getOutputsForOp(chain.last())[0];
    }

    private Instruction batchNorm(DynamicCustomOp op, int[] in, String outName) {
        FusedActivation act = FusedActivation.NONE;
        String out = outName;
        Optional<Peephole.Fused> activation = peephole.activation(outName);
        if (activation.isPresent()) {
            act = activation.get().activation();
            out = passed(activation.get().chain());
        }
        return new BatchNormInstruction(
                in,
                numbersOf(List.of(out)),
                instructions.size(),
                normalisations++,
                op.tArgs()[0],
                block.momenta().getOrDefault(outName, BatchNorm.DEFAULT_MOMENTUM),
                act);
    }

    private int[] numbersOf(List<String> names) {
        return names.stream().mapToInt(numbers::get).toArray();
    }
}
