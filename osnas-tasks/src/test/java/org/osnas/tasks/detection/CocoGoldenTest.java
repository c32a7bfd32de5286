package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.tasks.Golden;

/** Random boxes, with crowds, labelled areas, equal scores and too many detections, against what pycocotools gives. */
class CocoGoldenTest {

    private static final List<String> STATISTICS =
            List.of("ap", "ap50", "ap75", "ap_small", "ap_medium", "ap_large", "ar1", "ar10", "ar100");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void isWhatTheReferenceGives(int number) {
        JsonNode one = Golden.read("detection/coco.json").get("cases").get(number);
        CocoEvaluation coco = new CocoEvaluation();
        for (int image = 0; image < one.get("images").asInt(); image++) {
            List<LabelledBox> boxes = new ArrayList<>();
            for (JsonNode o : one.get("objects")) {
                if (o.get(0).asInt() == image) {
                    boxes.add(new LabelledBox(
                            o.get(1).asInt(),
                            box(o),
                            o.get(6).asDouble(),
                            o.get(7).asInt() == 1 ? LabelledBox.Kind.CROWD : LabelledBox.Kind.OBJECT));
                }
            }
            List<Detection> found = new ArrayList<>();
            for (JsonNode d : one.get("detections")) {
                if (d.get(0).asInt() == image) {
                    found.add(new Detection(d.get(1).asInt(), d.get(6).asDouble(), box(d)));
                }
            }
            coco.add(new BoxLabels.Image(boxes, 1), found);
        }
        Map<String, Double> metrics = coco.metrics();
        for (int i = 0; i < STATISTICS.size(); i++) {
            double expected = one.get("stats").get(i).asDouble();
            if (expected < 0) {
                assertThat(metrics).doesNotContainKey(STATISTICS.get(i));
            } else {
                assertThat(metrics.get(STATISTICS.get(i))).as(STATISTICS.get(i)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static Box box(JsonNode row) {
        return new Box(
                row.get(2).asDouble(),
                row.get(3).asDouble(),
                row.get(4).asDouble(),
                row.get(5).asDouble());
    }
}
