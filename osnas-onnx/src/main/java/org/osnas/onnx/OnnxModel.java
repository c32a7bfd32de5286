package org.osnas.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.task.OnnxNodes;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.run.Version;

/**
 * A network as a model of ONNX (<a href="https://onnx.ai">onnx.ai</a>), intermediate representation 8 and operators 17.
 * Its input {@value #INPUT} is {@code [batch, channels, height, width]} with an open batch, or {@value #IMAGE}, if it
 * prepares images itself ({@link OnnxOptions#images}); its outputs have the names
 * that the space's head gives them and are {@code [batch, n]}, or {@code [batch, channels, height, width]}. Nodes are
 * called as the layers that they stand for, {@code layer3.conv2d0}. Immutable.
 */
public final class OnnxModel {

    /** Name of the input. */
    public static final String INPUT = "input";

    /** Name of the input of a model that prepares images itself: {@code [batch, height, width, channels]}, bytes. */
    public static final String IMAGE = "image";

    /** Name of a further output of a classifier that prepares images itself: {@code [batch, classes]}. */
    public static final String PROBABILITIES = "probabilities";

    private static final int IR = 8;

    private final ModelProto proto;

    private OnnxModel(ModelProto proto) {
        this.proto = proto;
    }

    /**
     * The model of a network. Batch normalisation uses the running statistics; dropout does nothing.
     *
     * @throws org.osnas.api.spi.BadInputException naming a custom layer that does not say how it becomes ONNX
     */
    public static OnnxModel of(StandaloneNetwork network, OnnxOptions options) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR)
                .setProducerName("OSNAS")
                .setProducerVersion(Version.osnas())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxNodes.OPSET))
                .setGraph(NetworkWriter.write(network, options));
        options.metadata()
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return checked(model.build());
    }

    static OnnxModel of(ModelProto proto) {
        return checked(proto);
    }

    ModelProto proto() {
        return proto;
    }

    private static OnnxModel checked(ModelProto proto) {
        List<String> problems = OnnxStructure.problems(proto);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The exported model breaks rules of ONNX: " + problems);
        }
        return new OnnxModel(proto);
    }

    /** Number of nodes of each operator. */
    public Map<String, Integer> operators() {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        proto.getGraph().getNodeList().forEach(node -> counts.merge(node.getOpType(), 1, Integer::sum));
        return counts;
    }

    /** Names of the nodes, in the order of the graph. */
    public List<String> nodes() {
        return proto.getGraph().getNodeList().stream()
                .map(node -> node.getName())
                .toList();
    }

    /** The texts that it carries, by name. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }

    /** As in a file. */
    public byte[] bytes() {
        return proto.toByteArray();
    }

    /** Writes a file by a temporary one that is moved into place. */
    public void save(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.replace(file, temporary -> Files.write(temporary, bytes()));
    }
}
