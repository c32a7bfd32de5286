package org.osnas.core.supernet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.engine.internal.render.BlockRenderer;

/** One architecture with its weights as a single SameDiff graph that needs nothing of this library. */
public final class SameDiffExporter {

    /** Name of the input placeholder, {@code [batch, height, width, channels]}. */
    public static final String INPUT = "input";

    private SameDiffExporter() {}

    /**
     * The graph over copies of the weights; batch normalisation uses the running statistics. Its outputs have the names
     * that the space's head gives them.
     */
    public static SameDiff graph(Supernet supernet, Architecture architecture) {
        try (Supernet extracted = supernet.extract(architecture)) {
            SharedNetwork network = extracted.network();
            SearchSpace space = network.space();
            SameDiff graph = BlockRenderer.newGraph();
            Shape in = space.input();
            SDVariable x = graph.placeHolder(INPUT, DataType.FLOAT, -1, in.height(), in.width(), in.channels());
            List<SDVariable> behind = new ArrayList<>();
            behind.add(append(graph, "stem.", network.stem(), List.of(in), List.of(x))
                    .get(0));
            for (int l = 0; l < space.depth(); l++) {
                behind.add(append(
                                graph,
                                "layer" + l + ".",
                                network.block(l, 0),
                                List.of(space.inputOf(l)),
                                List.of(behind.get(l)))
                        .get(0));
            }
            List<SDVariable> features =
                    space.head().sources().stream().map(behind::get).toList();
            List<SDVariable> outputs = append(graph, "head.", network.head(), space.headInputs(), features);
            for (int i = 0; i < outputs.size(); i++) {
                graph.identity(space.head().outputs().get(i), outputs.get(i));
            }
            return graph;
        }
    }

    private static List<SDVariable> append(
            SameDiff graph, String scope, SharedBlock block, List<Shape> inputs, List<SDVariable> x) {
        List<INDArray> weights = block.weights().copies();
        return BlockRenderer.append(graph, scope, block.block(), inputs, x, weights::get);
    }

    /** Saves the graph as a FlatBuffers file, by a temporary file that is moved into place. */
    public static void save(Supernet supernet, Architecture architecture, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.replace(file, temporary -> graph(supernet, architecture).save(temporary.toFile(), false));
    }
}
