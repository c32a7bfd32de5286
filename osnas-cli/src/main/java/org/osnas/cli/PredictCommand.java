package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.LabelKind;
import org.osnas.core.deploy.Predictor;
import org.osnas.core.deploy.Predictor.Prediction;
import org.osnas.images.ImageFile;
import org.osnas.images.detection.DrawnBoxes;
import org.osnas.onnx.OnnxPredictor;
import org.osnas.tasks.detection.Detection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an exported network says of images. */
@Command(
        name = "predict",
        description = "Ask an exported network, or that of a run, about images.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas predict net.onnx photos/*.png"})
final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder of a run, an .onnx file or an .fb file.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "Image files: png, jpg, bmp, …")
    private List<Path> images;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "Classes that are shown of each image, or objects (default: 3; JSON has all classes).")
    private int top;

    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Of a detector: copies of the images with boxes go to this folder, as PNG.")
    private Path draw;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (top < 1) {
            throw new BadInputException("--top must be at least 1, got " + top);
        }
        try (Predictor predictor = open()) {
            ObjectNode document = Json.object();
            document.put("model", model.toString());
            document.put("architecture", predictor.info().architecture().toString());
            ArrayNode predictions = document.putArray("predictions");
            PrintWriter out = spec.commandLine().getOut();
            Identities identities = new Identities();
            for (Path image : images) {
                ImageFile file = ImageFile.read(image, predictor.info().data());
                Prediction prediction = predictor.predict(file.pixels());
                ObjectNode node = predictions.addObject().put("image", image.toString());
                String words = say(predictor, file, prediction, node, identities);
                if (!json) {
                    out.println(image + ": " + words);
                }
            }
            if (json) {
                out.println(Json.text(document));
            }
            out.flush();
        }
        return ExitStatus.DONE;
    }

    private Predictor open() {
        if (!Files.exists(model)) {
            throw new BadInputException(
                    "There is no " + model + ". Give the folder of a run, or a file that 'osnas export' wrote");
        }
        return model.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? OnnxPredictor.open(model)
                : Predictor.open(model);
    }

    /** Fills in a node, and says the same in words. */
    private String say(
            Predictor predictor, ImageFile file, Prediction prediction, ObjectNode node, Identities identities) {
        LabelKind labels = predictor.info().data().labels();
        if (labels == LabelKind.BOXES) {
            List<Detection> found = FoundObjects.of(predictor.info(), file, prediction, top);
            List<String> names = predictor.info().data().names();
            if (draw != null) {
                node.put(
                        "drawn",
                        DrawnBoxes.write(Path.of(node.path("image").asText()), found, names, draw)
                                .toString());
            }
            return FoundObjects.say(found, names, node);
        }
        if (labels == LabelKind.IDENTITY) {
            return identities.say(prediction, node);
        }
        ArrayNode answers = node.putArray(labels == LabelKind.CLASS ? "classes" : "values");
        String number = labels == LabelKind.VALUES ? "value" : "probability";
        prediction.answers().forEach(answer -> answers.addObject()
                .put("name", answer.name())
                .put(number, answer.value()));
        return prediction.answers().stream()
                .limit(labels == LabelKind.CLASS ? top : Long.MAX_VALUE)
                .map(answer -> String.format(Locale.ROOT, "%s %.4f", answer.name(), answer.value()))
                .collect(Collectors.joining(", "));
    }

    /** How alike images are: the cosine of the angle between their vectors and that of the first. */
    private static final class Identities {

        private float @Nullable [] first;

        String say(Prediction prediction, ObjectNode node) {
            float[] vector = prediction.outputs().values().iterator().next();
            ArrayNode numbers = node.putArray("embedding");
            for (float value : vector) {
                numbers.add(value);
            }
            if (first == null) {
                first = vector;
                return "the first";
            }
            double cosine = product(first, vector) / Math.sqrt(product(first, first) * product(vector, vector));
            node.put("likeness_to_first", cosine);
            return String.format(Locale.ROOT, "likeness to the first %.4f (-1 to 1)", cosine);
        }

        private static double product(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        }
    }
}
