package org.osnas.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;

/** A graph of Deeplearning4j in the making, with the values that its weights get once it is there. */
final class GraphWriter {

    private record Parameter(String vertex, String key, INDArray value) {}

    private final GraphBuilder builder;
    private final List<Parameter> parameters = new ArrayList<>();

    GraphWriter(GraphBuilder builder) {
        this.builder = builder;
    }

    void layer(String name, Layer layer, Value input) {
        builder.addLayer(name, layer, input.name());
    }

    /** A layer of vectors; a map of one place is made one. */
    void dense(String name, Layer layer, Value input) {
        Shape of = input.shape();
        if (input.vector()) {
            layer(name, layer, input);
        } else {
            builder.addLayer(
                    name,
                    layer,
                    new CnnToFeedForwardPreProcessor(of.height(), of.width(), of.channels()),
                    input.name());
        }
    }

    void vertex(String name, GraphVertex vertex, Value... inputs) {
        builder.addVertex(name, vertex, Arrays.stream(inputs).map(Value::name).toArray(String[]::new));
    }

    void set(String vertex, String key, INDArray value) {
        parameters.add(new Parameter(vertex, key, value));
    }

    /** The graph with its weights. */
    ComputationGraph build() {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        for (Parameter p : parameters) {
            INDArray array = graph.getLayer(p.vertex()).getParam(p.key());
            array.assign(p.value().reshape(array.shape()));
        }
        return graph;
    }
}
