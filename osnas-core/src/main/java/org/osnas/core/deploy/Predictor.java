package org.osnas.core.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.core.internal.deploy.InputPreparation;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;
import org.osnas.core.supernet.SameDiffExporter;

/**
 * An exported network that answers questions about single examples; it needs its file and what the file says of itself,
 * nothing of a run, its data or its task. Networks in ONNX are opened by {@code OnnxPredictor} of osnas-onnx. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.open(Path.of("net.fb"))) {
 *     Prediction prediction = predictor.predict(pixels);
 *     System.out.println(prediction.answers().get(0));
 * }
 * }</pre>
 */
public final class Predictor implements AutoCloseable {

    private final NetworkInfo info;
    private final Network network;
    private final AutoCloseable resources;

    private Predictor(NetworkInfo info, Network network, AutoCloseable resources) {
        this.info = info;
        this.network = network;
        this.resources = resources;
    }

    /**
     * Of a network in any runtime.
     *
     * @param resources closed with the predictor
     */
    public static Predictor of(NetworkInfo info, Network network, AutoCloseable resources) {
        return new Predictor(info, network, resources);
    }

    /**
     * Opens the network of a run's folder, or a SameDiff file with the file that says what it is beside it.
     *
     * @throws BadInputException if it cannot be read, or does not say what it is
     */
    public static Predictor open(Path model) {
        if (Files.isDirectory(model)) {
            try (RunFolder folder = RunFolder.read(model)) {
                if (folder.bytes(RunStore.NETWORK).isEmpty()) {
                    throw new BadInputException(folder + " has no network yet: finish its search");
                }
                return ofSameDiff(
                        folder.network(),
                        NetworkInfo.read(
                                RunStore.NETWORK_INFO + " of " + folder,
                                folder.json(RunStore.NETWORK_INFO)
                                        .orElseThrow(() -> new BadInputException(
                                                folder + " does not say what its network needs. Export the network"))));
            } catch (IOException e) {
                throw unreadable(model, e);
            }
        }
        String name = model.toString();
        Path beside = Path.of(name.substring(0, Math.max(name.lastIndexOf('.'), 0)) + ".json");
        for (Path file : List.of(model, beside)) {
            if (!Files.isRegularFile(file)) {
                throw new BadInputException("There is no file " + file
                        + (file == beside ? ", which says what " + model + " needs. Keep the two together" : ""));
            }
        }
        try {
            return ofSameDiff(model, NetworkInfo.read(beside.toString(), new ObjectMapper().readTree(beside.toFile())));
        } catch (IOException e) {
            throw unreadable(beside, e);
        }
    }

    private static BadInputException unreadable(Path file, IOException e) {
        return new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }

    private static Predictor ofSameDiff(Path file, NetworkInfo info) {
        SameDiff graph;
        try {
            graph = SameDiff.load(file.toFile(), false);
        } catch (RuntimeException e) {
            throw new BadInputException(file + " is not a SameDiff graph: " + e.getMessage(), e);
        }
        InputPreparation preparation = new InputPreparation(info.data());
        Shape in = info.data().input();
        Network network = pixels -> {
            INDArray x =
                    Nd4j.create(preparation.input(pixels), new long[] {1, in.height(), in.width(), in.channels()}, 'c');
            Map<String, float[]> outputs = new LinkedHashMap<>();
            Map<String, INDArray> arrays = graph.output(
                    Map.of(SameDiffExporter.INPUT, x), info.outputs().keySet().toArray(String[]::new));
            for (String name : info.outputs().keySet()) {
                INDArray array = Objects.requireNonNull(arrays.get(name), name);
                outputs.put(name, array.dup('c').data().asFloat());
            }
            graph.getSessions().clear();
            return outputs;
        };
        return new Predictor(info, network, () -> {});
    }

    /** What the network is, and what it is fed with. */
    public NetworkInfo info() {
        return info;
    }

    /**
     * What the network says of an example.
     *
     * @param pixels of the size and channels of {@code info().data().image()}, {@code [height, width, channels]}, on the
     *     scale that they have in a file: bytes from 0 to 255
     * @throws BadInputException if there are more or fewer numbers
     */
    public Prediction predict(float[] pixels) {
        return Prediction.of(info.data(), network.apply(pixels));
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The network could not be closed", e);
        }
    }

    /** A network that runs in some runtime. */
    @FunctionalInterface
    public interface Network {

        /**
         * What the network gives for one image.
         *
         * @param pixels as {@link InputPreparation#input} takes them
         * @return outputs by name, {@code [height, width, channels]} of each
         */
        Map<String, float[]> apply(float[] pixels);
    }

    /**
     * What a network says of one example.
     *
     * @param outputs of the network by name, {@code [height, width, channels]} of each
     * @param answers to what the data asks for: classes by falling probability, probabilities of yes, or values; none where
     *     the outputs are something else, such as boxes or a vector that stands for an identity
     */
    public record Prediction(Map<String, float[]> outputs, List<Answer> answers) {

        /**
         * A name and its number.
         *
         * @param value a probability, or the value that was asked for
         */
        public record Answer(String name, double value) {}

        public Prediction {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
            answers = List.copyOf(answers);
        }

        static Prediction of(DataDescription data, Map<String, float[]> outputs) {
            float[] values = outputs.values().iterator().next();
            List<String> names = data.names();
            boolean named = outputs.size() == 1 && values.length == names.size();
            if (!named) {
                return new Prediction(outputs, List.of());
            }
            List<Answer> answers = new ArrayList<>();
            double[] numbers = data.labels() == LabelKind.CLASS ? softmax(values) : asAsked(data.labels(), values);
            IntStream.range(0, numbers.length).forEach(i -> answers.add(new Answer(names.get(i), numbers[i])));
            if (data.labels() == LabelKind.CLASS) {
                answers.sort(Comparator.comparingDouble(Answer::value).reversed());
            }
            return new Prediction(
                    outputs,
                    data.labels() == LabelKind.IDENTITY || data.labels() == LabelKind.BOXES ? List.of() : answers);
        }

        private static double[] asAsked(LabelKind labels, float[] values) {
            return IntStream.range(0, values.length)
                    .mapToDouble(i -> labels == LabelKind.YES_NO ? 1 / (1 + Math.exp(-values[i])) : values[i])
                    .toArray();
        }

        private static double[] softmax(float[] logits) {
            double most = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                most = Math.max(most, logit);
            }
            double[] result = new double[logits.length];
            double sum = 0;
            for (int i = 0; i < result.length; i++) {
                result[i] = Math.exp(logits[i] - most);
                sum += result[i];
            }
            for (int i = 0; i < result.length; i++) {
                result[i] /= sum;
            }
            return result;
        }
    }
}
