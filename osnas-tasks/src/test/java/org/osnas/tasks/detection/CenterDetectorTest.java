package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.detection.LabelledBox.Kind;

class CenterDetectorTest {

    private static final CenterDetector DETECTOR = new CenterDetector(4, 1, 8);

    private static Outputs outputs(int images, int categories) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(CenterHead.HEATMAP, Nd4j.valueArrayOf(new long[] {images, 8, 12, categories}, -10f, DataType.FLOAT));
        arrays.put(CenterHead.SIZE, Nd4j.zeros(DataType.FLOAT, images, 8, 12, 2));
        arrays.put(CenterHead.OFFSET, Nd4j.zeros(DataType.FLOAT, images, 8, 12, 2));
        return Outputs.of(arrays);
    }

    private static BoxLabels.Image image(LabelledBox... boxes) {
        return new BoxLabels.Image(List.of(boxes), 1);
    }

    /** What a network says that says just its targets. */
    private static Outputs perfect(INDArray targets, int categories) {
        Outputs outputs = outputs((int) targets.size(0), categories);
        for (int i = 0; i < targets.size(0); i++) {
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 12; x++) {
                    for (int c = 0; c < categories; c++) {
                        double p = Math.min(0.999, Math.max(0.001, targets.getDouble(i, y, x, c)));
                        outputs.get(CenterHead.HEATMAP).putScalar(new int[] {i, y, x, c}, Math.log(p / (1 - p)));
                    }
                    for (int k = 0; k < 2; k++) {
                        outputs.get(CenterHead.SIZE)
                                .putScalar(new int[] {i, y, x, k}, targets.getDouble(i, y, x, categories + k));
                        outputs.get(CenterHead.OFFSET)
                                .putScalar(new int[] {i, y, x, k}, targets.getDouble(i, y, x, categories + 2 + k));
                    }
                }
            }
        }
        return outputs;
    }

    @Test
    void whatTheTargetsSayIsFoundAgain() {
        List<BoxLabels.Image> images = List.of(
                image(LabelledBox.of(0, new Box(3, 5, 14, 9)), LabelledBox.of(2, new Box(25.5, 10, 20, 21))),
                image(LabelledBox.of(1, new Box(0, 0, 48, 32)), LabelledBox.of(1, new Box(1, 1, 6, 6))));
        INDArray targets = DETECTOR.targets(outputs(2, 3), images);
        List<List<Detection>> found = DETECTOR.detections(perfect(targets, 3), 2);
        CocoEvaluation coco = new CocoEvaluation();
        for (int i = 0; i < 2; i++) {
            assertThat(found.get(i)).hasSize(2).allMatch(d -> d.score() > 0.9);
            coco.add(images.get(i), found.get(i));
        }
        assertThat(coco.averagePrecision()).isEqualTo(1, within(1e-9));
        Box box = found.get(0).stream()
                .filter(d -> d.category() == 2)
                .findFirst()
                .orElseThrow()
                .box();
        assertThat(box.left()).isEqualTo(25.5, within(1e-4));
        assertThat(box.height()).isEqualTo(21, within(1e-4));
    }

    @Test
    void targetsAreWhereTheCentreIs() {
        // Centre (22, 14): cell column 5, row 3; place 0.5 in both; 3 x 2 cells.
        INDArray targets = DETECTOR.targets(outputs(1, 2), List.of(image(LabelledBox.of(1, new Box(16, 10, 12, 8)))));
        assertThat(targets.shape()).containsExactly(1, 8, 12, 8);
        assertThat(new double[] {
                    targets.getDouble(0, 3, 5, 0),
                    targets.getDouble(0, 3, 5, 1),
                    targets.getDouble(0, 3, 5, 2),
                    targets.getDouble(0, 3, 5, 3),
                    targets.getDouble(0, 3, 5, 4),
                    targets.getDouble(0, 3, 5, 5),
                    targets.getDouble(0, 3, 5, 6)
                })
                .containsExactly(0, 1, 3, 2, 0.5, 0.5, 1);
        assertThat(targets.sumNumber().doubleValue()).isEqualTo(1 + 3 + 2 + 1 + 1, within(1e-5));
    }

    @Test
    void aLargeObjectHasASoftEdge() {
        INDArray targets = DETECTOR.targets(outputs(1, 1), List.of(image(LabelledBox.of(0, new Box(0, 0, 48, 32)))));
        int radius = (int) CenterTargets.radius(8, 12);
        assertThat(radius).isEqualTo(2);
        double deviation = (2 * radius + 1) / 6.0;
        assertThat(targets.getDouble(0, 4, 7, 0)).isEqualTo(Math.exp(-1 / (2 * deviation * deviation)), within(1e-6));
        assertThat(targets.getDouble(0, 4, 9, 0)).isZero();
    }

    /** By each of the three moves, a box that is moved by the radius overlaps by 0.3 at least, one of them just so. */
    @Test
    void theRadiusKeepsTheOverlap() {
        for (double[] size : new double[][] {{10, 10}, {4, 30}, {100, 20}}) {
            double r = CenterTargets.radius(size[0], size[1]);
            Box box = new Box(0, 0, size[1], size[0]);
            double least = Math.min(
                    box.iou(new Box(r, r, size[1], size[0])),
                    Math.min(
                            box.iou(new Box(r, r, size[1] - 2 * r, size[0] - 2 * r)),
                            box.iou(new Box(-r, -r, size[1] + 2 * r, size[0] + 2 * r))));
            assertThat(least).isEqualTo(0.3, within(1e-9));
        }
    }

    @Test
    void ofTwoCentresInACellTheSmallerObjectCounts() {
        for (boolean first : new boolean[] {true, false}) {
            LabelledBox small = LabelledBox.of(0, new Box(16, 10, 12, 8));
            LabelledBox large = LabelledBox.of(1, new Box(10, 4, 24, 20));
            INDArray targets =
                    DETECTOR.targets(outputs(1, 2), List.of(first ? image(small, large) : image(large, small)));
            assertThat(targets.getDouble(0, 3, 5, 2)).isEqualTo(3);
            assertThat(targets.getDouble(0, 3, 5, 0)).isEqualTo(1);
            assertThat(targets.getDouble(0, 3, 5, 1)).isEqualTo(1);
        }
    }

    @Test
    void whereThereIsACrowdNothingIsLearnt() {
        Box box = new Box(16, 8, 16, 8);
        INDArray targets =
                DETECTOR.targets(outputs(1, 1), List.of(image(new LabelledBox(0, box, box.area(), Kind.CROWD))));
        assertThat(targets.sumNumber().doubleValue()).isEqualTo(8); // 4 x 2 cells of the last channel
        assertThat(targets.getDouble(0, 2, 4, 6)).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberOrOutsideIsNotFound() {
        Outputs outputs = outputs(1, 1);
        outputs.get(CenterHead.HEATMAP).putScalar(new int[] {0, 1, 1, 0}, Float.NaN);
        outputs.get(CenterHead.HEATMAP).putScalar(new int[] {0, 5, 5, 0}, 3);
        outputs.get(CenterHead.SIZE).putScalar(new int[] {0, 5, 5, 0}, Float.NaN);
        outputs.get(CenterHead.HEATMAP).putScalar(new int[] {0, 7, 11, 0}, 2);
        outputs.get(CenterHead.SIZE).putScalar(new int[] {0, 7, 11, 0}, 4);
        outputs.get(CenterHead.SIZE).putScalar(new int[] {0, 7, 11, 1}, 4);
        List<Detection> found = DETECTOR.detections(outputs, 100).get(0);
        assertThat(found).hasSize(1);
        // Centre (44, 28), 16 x 16, cut at 48 x 32.
        assertThat(found.get(0).box()).isEqualTo(new Box(36, 20, 12, 12));
    }

    @Test
    void categoriesThatTheNetworkDoesNotKnowAreRefused() {
        assertThatThrownBy(
                        () -> DETECTOR.targets(outputs(1, 2), List.of(image(LabelledBox.of(2, new Box(0, 0, 8, 8))))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("category 2, but the network knows 2");
    }

    @Test
    void labelsGoIntoOneArrayAndBack() {
        BoxLabels.Image image = new BoxLabels.Image(
                List.of(
                        LabelledBox.of(3, new Box(1, 2, 3, 4)),
                        new LabelledBox(1, new Box(5, 6, 7, 8), 9, Kind.CROWD),
                        new LabelledBox(0, new Box(5, 6, 7, 8), 2, Kind.IGNORED)),
                2.5);
        float[] values = new float[4 * BoxLabels.COLUMNS];
        BoxLabels.write(image, 4, values, 0);
        assertThat(BoxLabels.read(Nd4j.create(values, new long[] {1, 4, BoxLabels.COLUMNS}, 'c')))
                .containsExactly(image);
        assertThatThrownBy(() -> BoxLabels.write(image, 2, values, 0)).hasMessageContaining("3 boxes");
        assertThatThrownBy(() -> BoxLabels.read(Nd4j.zeros(DataType.FLOAT, 4, 10)))
                .hasMessageContaining("[batch, boxes, 8], got [4, 10]");
    }
}
