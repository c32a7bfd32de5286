package org.osnas.tasks.detection;

import java.util.Map;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

/** Detectors of networks of which only the outputs are known. */
public final class Detectors {

    private static final String SCORES = SsdHead.scores(0).replace("0", "");

    private Detectors() {}

    /**
     * The detector that reads outputs; it makes no heads.
     *
     * @param outputs of the network by their names
     * @param input of the network
     * @throws BadInputException if they are not those of a head of this package
     */
    public static Detector of(Map<String, Shape> outputs, Shape input) {
        Shape heatmap = outputs.get(CenterHead.HEATMAP);
        if (heatmap != null) {
            return new CenterDetector(input.height() / heatmap.height(), 1, 1);
        }
        int[] strides = outputs.keySet().stream()
                .filter(name -> name.matches(SCORES + "[0-9]+"))
                .mapToInt(name -> Integer.parseInt(name.substring(SCORES.length())))
                .sorted()
                .toArray();
        if (strides.length == 0) {
            throw new BadInputException(
                    "The network gives %s, which say of no boxes; known are the outputs of the tasks object-detection and object-detection-ssd"
                            .formatted(outputs.keySet()));
        }
        return new SsdDetector(strides[0], strides.length, 2);
    }
}
