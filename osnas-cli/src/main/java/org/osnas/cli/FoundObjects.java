package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Outputs;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.deploy.Predictor.Prediction;
import org.osnas.images.ImageFile;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.Detection;
import org.osnas.tasks.detection.Detectors;

/** The objects that a detector found in an image, in pixels of its file. */
final class FoundObjects {

    private FoundObjects() {}

    /**
     * What a network found, the surest first.
     *
     * @throws org.osnas.api.spi.BadInputException if its outputs say of no boxes
     */
    static List<Detection> of(NetworkInfo info, ImageFile file, Prediction prediction, int most) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        info.outputs()
                .forEach((name, shape) -> arrays.put(
                        name,
                        Nd4j.create(
                                prediction.outputs().get(name),
                                new long[] {1, shape.height(), shape.width(), shape.channels()},
                                'c')));
        return Detectors.of(info.outputs(), info.data().input()).detections(Outputs.of(arrays), most).get(0).stream()
                .map(d -> new Detection(d.category(), d.score(), inFile(d.box(), info.data(), file.size())))
                .toList();
    }

    /** Fills in a node, and says the same in words. */
    static String say(List<Detection> found, List<String> names, ObjectNode node) {
        ArrayNode objects = node.putArray("objects");
        for (Detection object : found) {
            Box box = object.box();
            objects.addObject()
                    .put("name", names.get(object.category()))
                    .put("score", object.score())
                    .put("left", box.left())
                    .put("top", box.top())
                    .put("width", box.width())
                    .put("height", box.height());
        }
        return found.stream()
                .map(object -> String.format(
                        Locale.ROOT,
                        "%s %.4f at %.0f,%.0f %.0fx%.0f",
                        names.get(object.category()),
                        object.score(),
                        object.box().left(),
                        object.box().top(),
                        object.box().width(),
                        object.box().height()))
                .collect(Collectors.joining("; "));
    }

    /** Without what was padded, and before it was resized. */
    private static Box inFile(Box box, DataDescription data, Shape size) {
        Shape image = data.image();
        double across = (double) size.width() / image.width();
        double down = (double) size.height() / image.height();
        int left = (data.input().width() - image.width()) / 2;
        int top = (data.input().height() - image.height()) / 2;
        return new Box(
                (box.left() - left) * across, (box.top() - top) * down, box.width() * across, box.height() * down);
    }
}
