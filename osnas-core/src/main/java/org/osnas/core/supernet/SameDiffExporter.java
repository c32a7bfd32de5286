package org.osnas.core.supernet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.file.AtomicFile;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.engine.render.BlockRenderer;

/** One architecture with its weights as a single SameDiff graph that needs nothing of this library. */
public final class SameDiffExporter {

    /** Name of the input placeholder, {@code [batch, height, width, channels]}. */
    public static final String INPUT = "input";

    /** Name of the output, {@code [batch, classes]}. */
    public static final String OUTPUT = "logits";

    private SameDiffExporter() {}

    /** The graph over copies of the weights; batch normalisation uses the running statistics. */
    public static SameDiff graph(Supernet supernet, Architecture architecture) {
        try (Supernet extracted = supernet.extract(architecture)) {
            SharedNetwork network = extracted.network();
            SearchSpace space = network.space();
            SameDiff graph = BlockRenderer.newGraph();
            Shape in = space.input();
            SDVariable x = graph.placeHolder(INPUT, DataType.FLOAT, -1, in.height(), in.width(), in.channels());
            x = append(graph, "stem.", network.stem(), in, x);
            for (int l = 0; l < space.depth(); l++) {
                x = append(graph, "layer" + l + ".", network.block(l, 0), space.inputOf(l), x);
            }
            x = append(graph, "head.", network.head(), space.inputOf(space.depth()), x);
            graph.identity(OUTPUT, x);
            return graph;
        }
    }

    private static SDVariable append(SameDiff graph, String scope, SharedBlock block, Shape in, SDVariable x) {
        List<INDArray> weights = block.weights().copies();
        return BlockRenderer.append(graph, scope, block.block(), in, x, weights::get);
    }

    /** Saves the graph as a FlatBuffers file, by a temporary file that is moved into place. */
    public static void save(Supernet supernet, Architecture architecture, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.replace(file, temporary -> graph(supernet, architecture).save(temporary.toFile(), false));
    }
}
