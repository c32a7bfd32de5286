package org.osnas.core.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Outputs;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.deploy.Predictor;
import org.osnas.core.run.RunStore;
import org.osnas.core.supernet.SameDiffExporter;

/** An exported network that others learn from: it gets the inputs that they get. */
record ExportedTeacher(SameDiff graph, NetworkInfo info) {

    /**
     * Opens a network.
     *
     * @param network folder of a run, or an exported SameDiff file
     * @param run whose networks are to learn from it
     * @throws BadInputException if it cannot be read, or was made for other data or outputs
     */
    static ExportedTeacher open(Path network, Run run) {
        NetworkInfo info;
        try (Predictor predictor = Predictor.open(network)) {
            info = predictor.info();
        }
        info.data().requireSame("The teacher " + network, run.data().description());
        Check.that(
                info.outputs().equals(run.space().outputs()),
                "The teacher %s gives %s, but networks of space %s give %s: they cannot learn from it",
                network,
                info.outputs(),
                run.space().name(),
                run.space().outputs());
        return new ExportedTeacher(SameDiff.load(file(network).toFile(), false), info);
    }

    private static Path file(Path network) {
        return Files.isDirectory(network) ? network.resolve(RunStore.NETWORK) : network;
    }

    /** Of the file, by which it is known again. */
    static String checksum(Path network) {
        try {
            CRC32C sum = new CRC32C();
            sum.update(Files.readAllBytes(file(network)));
            return "a network with checksum " + HexFormat.of().toHexDigits((int) sum.getValue());
        } catch (IOException e) {
            throw new BadInputException("The teacher " + network + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Its outputs for the inputs of a batch. */
    Outputs outputs(INDArray inputs) {
        Map<String, INDArray> given = graph.output(
                Map.of(SameDiffExporter.INPUT, inputs), info.outputs().keySet().toArray(String[]::new));
        Map<String, INDArray> copies = new LinkedHashMap<>();
        info.outputs()
                .keySet()
                .forEach(name -> copies.put(
                        name, Objects.requireNonNull(given.get(name), name).dup('c')));
        graph.getSessions().clear();
        return Outputs.of(copies);
    }
}
