package org.osnas.engine.internal.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.array.SingleThreadArrayHolder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.SameDiffLayer;

/** Renders blocks to SameDiff: one graph a block for plans, or many blocks into one graph for export. */
public final class BlockRenderer {

    private final SameDiff graph;
    private final boolean shared;
    private final List<BlockGraph.CustomPart> custom = new ArrayList<>();
    private final Map<String, Double> dropouts = new HashMap<>();
    private final List<BlockGraph.UnitPart> units = new ArrayList<>();
    private final Map<String, Double> momenta = new HashMap<>();
    private final Map<String, Integer> branches = new HashMap<>();
    private final List<String> weightNames = new ArrayList<>();

    private BlockRenderer(SameDiff graph, boolean shared) {
        this.graph = graph;
        this.shared = shared;
    }

    /** An empty graph whose variables keep the arrays they are given, views included, by reference. */
    public static SameDiff newGraph() {
        SameDiff graph = SameDiff.create();
        graph.setArrayHolders(new SingleThreadArrayHolder(), new SingleThreadArrayHolder(), false);
        return graph;
    }

    /**
     * One block as a graph of its own.
     *
     * @param inputs shapes of the block's inputs for one image
     * @param arrays array of each weight by its index in {@code block.weights()}; shared by reference
     */
    public static BlockGraph render(Block block, List<Shape> inputs, IntFunction<INDArray> arrays) {
        SameDiff graph = newGraph();
        List<SDVariable> x = new ArrayList<>();
        for (Shape in : inputs) {
            String name = inputs.size() == 1 ? "input" : "input" + x.size();
            x.add(graph.placeHolder(name, DataType.FLOAT, -1, in.height(), in.width(), in.channels()));
        }
        BlockRenderer renderer = new BlockRenderer(graph, true);
        List<SDVariable> y = renderer.add(block, inputs, x, "", arrays);
        return new BlockGraph(
                graph,
                names(x),
                names(y),
                renderer.weightNames,
                renderer.custom,
                renderer.dropouts,
                renderer.units,
                renderer.momenta,
                renderer.branches);
    }

    /**
     * Adds a block behind {@code x} to an existing graph.
     *
     * @param scope prefix of all weight names
     * @param inputs shapes of {@code x} for one image
     * @return the outputs of the block
     */
    public static List<SDVariable> append(
            SameDiff graph,
            String scope,
            Block block,
            List<Shape> inputs,
            List<SDVariable> x,
            IntFunction<INDArray> arrays) {
        return new BlockRenderer(graph, false).add(block, inputs, x, scope, arrays);
    }

    private static List<String> names(List<SDVariable> variables) {
        return variables.stream().map(SDVariable::name).toList();
    }

    private List<SDVariable> add(
            Block block, List<Shape> inputs, List<SDVariable> x, String scope, IntFunction<INDArray> arrays) {
        List<Shape> shapes = block.shapes(inputs);
        List<SDVariable> values = new ArrayList<>(x);
        Set<SDVariable> vectors = new LinkedHashSet<>();
        int weightIndex = 0;
        for (int number = 0; number < block.nodes().size(); number++) {
            Block.Node node = block.nodes().get(number);
            List<SDVariable> weights = new ArrayList<>();
            for (Weight weight : node.layer().weights()) {
                String name = scope + node.name() + "." + weight.name();
                INDArray array = arrays.apply(weightIndex++);
                // A SameDiff constant is a copy, so statistics that must stay shared are variables.
                boolean constant = !shared && !weight.role().trainable();
                weights.add(constant ? graph.constant(name, array) : graph.var(name, array));
                weightNames.add(name);
            }
            List<SDVariable> read = node.inputs().stream().map(values::get).toList();
            List<Shape> readShapes = node.inputs().stream().map(shapes::get).toList();
            int before = graph.ops().length;
            LayerRenderer layerRenderer = new LayerRenderer(graph, read, readShapes, weights, vectors);
            SDVariable y = layerRenderer.render(node.layer());
            if (node.layer() instanceof SameDiffLayer layer) {
                custom.add(new BlockGraph.CustomPart(
                        layer, names(read), names(weights), y.name(), operationsFrom(before)));
            }
            if (node.layer() instanceof L2Norm) {
                units.add(new BlockGraph.UnitPart(read.get(0).name(), y.name(), operationsFrom(before)));
            }
            if (node.layer() instanceof BatchNorm norm) {
                momenta.put(y.name(), norm.momentum());
            }
            Residuals.branch(block, number).ifPresent(operand -> branches.put(y.name(), operand));
            layerRenderer.dropoutRate().ifPresent(rate -> dropouts.put(y.name(), rate));
            values.add(y);
        }
        return block.outputs().stream().map(values::get).toList();
    }

    private Set<String> operationsFrom(int index) {
        DifferentialFunction[] operations = graph.ops();
        Set<String> names = new LinkedHashSet<>();
        for (int i = index; i < operations.length; i++) {
            names.add(operations[i].getOwnName());
        }
        if (names.isEmpty()) {
            throw new BadInputException("A custom layer added no operation to its graph");
        }
        return names;
    }
}
