package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Outputs;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.detection.LabelledBox.Kind;

class SsdDetectorTest {

    private static final SsdDetector DETECTOR = new SsdDetector(8, 2, 16);
    private static final int CATEGORIES = 2;
    private static final int ANCHORS = (5 * 6 + 3 * 3) * 4;

    private static final BoxLabels.Image TWO = new BoxLabels.Image(
            List.of(LabelledBox.of(1, new Box(2, 3, 30, 28)), LabelledBox.of(0, new Box(20, 10, 24, 28))), 1);

    /** Maps of 5 x 6 at stride 8 and of 3 x 3 at stride 16. */
    private static Outputs outputs(int images, double scale) {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (int level = 0; level < 2; level++) {
            long[] shape = level == 0 ? new long[] {images, 5, 6, 12} : new long[] {images, 3, 3, 12};
            arrays.put("scores" + (8 << level), drawn(shape, scale, random));
            arrays.put("boxes" + (8 << level), drawn(new long[] {shape[0], shape[1], shape[2], 16}, scale, random));
        }
        return Outputs.of(arrays);
    }

    private static INDArray drawn(long[] shape, double scale, SplittableRandom random) {
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        for (int i = 0; i < array.length(); i++) {
            array.putScalar(i, scale * (2 * random.nextDouble() - 1));
        }
        return array;
    }

    @Test
    void anchorsStandOverTheirPlaces() {
        List<Box> anchors = SsdAnchors.of(5, 6, 8);
        assertThat(anchors).hasSize(120);
        Box square = anchors.get((1 * 6 + 2) * 4);
        assertThat(square).isEqualTo(new Box(2.5 * 8 - 16, 1.5 * 8 - 16, 32, 32));
        for (int form = 0; form < 4; form++) {
            Box anchor = anchors.get((1 * 6 + 2) * 4 + form);
            assertThat(anchor.centerX()).isEqualTo(20, within(1e-9));
            assertThat(anchor.width() / anchor.height()).isEqualTo(new double[] {1, 1, 2, 0.5}[form], within(1e-9));
            assertThat(anchor.area()).isEqualTo(form == 1 ? 2048 : 1024, within(1e-9));
        }
    }

    @Test
    void aMoveLeadsFromAnchorToBox() {
        Box anchor = new Box(10, 20, 16, 32);
        double[] move = SsdAnchors.move(anchor, new Box(12, 15, 30, 20));
        float[] moves = {(float) move[0], (float) move[1], (float) move[2], (float) move[3]};
        double[] corners = SsdAnchors.moved(anchor, moves, 0);
        assertThat(corners).containsExactly(new double[] {12, 15, 42, 35}, within(1e-4));
        // Centre from 18 to 27, a share of 9 / 16, in tenths; width by 30 / 16, its logarithm in fifths.
        assertThat(move[0]).isEqualTo(9 / 16.0 / 0.1, within(1e-9));
        assertThat(move[2]).isEqualTo(Math.log(30 / 16.0) / 0.2, within(1e-9));
    }

    @Test
    void everyObjectHasAnAnchorAndNegativesAreTheHardest() {
        List<Box> anchors = SsdAnchors.of(5, 6, 8);
        List<LabelledBox> boxes = List.of(
                LabelledBox.of(0, anchors.get(40)), // overlaps others by half, too
                LabelledBox.of(0, new Box(0, 0, 3, 3)), // overlaps none by half
                new LabelledBox(0, new Box(30, 0, 18, 40), 1, Kind.CROWD));
        double[] surprise = new SplittableRandom(1).doubles(anchors.size()).toArray();
        int[] matched = SsdMatching.match(anchors, boxes, surprise);
        assertThat(matched[40]).isZero();
        for (int a = 0; a < matched.length; a++) {
            if (matched[a] == 0) {
                assertThat(anchors.get(a).iou(boxes.get(0).box())).isGreaterThanOrEqualTo(0.5);
            }
        }
        assertThat(Arrays.stream(matched).filter(m -> m == 1).count()).isEqualTo(1);
        long positives = Arrays.stream(matched).filter(m -> m >= 0).count();
        assertThat(positives).isGreaterThan(3);
        assertThat(Arrays.stream(matched).filter(m -> m == SsdMatching.NOTHING).count())
                .isEqualTo(3 * positives);
        double easiest = 2;
        double hardestUnused = -1;
        for (int a = 0; a < matched.length; a++) {
            boolean inCrowd = anchors.get(a).intersection(boxes.get(2).box())
                    >= 0.5 * anchors.get(a).area();
            if (matched[a] == SsdMatching.NOTHING) {
                assertThat(inCrowd).isFalse();
                easiest = Math.min(easiest, surprise[a]);
            } else if (matched[a] == SsdMatching.UNUSED && !inCrowd) {
                hardestUnused = Math.max(hardestUnused, surprise[a]);
            }
        }
        assertThat(easiest).isGreaterThan(hardestUnused);
    }

    @Test
    void whatTheTargetsSayIsFoundAgain() {
        INDArray targets = DETECTOR.targets(outputs(1, 0), List.of(TWO));
        assertThat(targets.shape()).containsExactly(1, ANCHORS, CATEGORIES + 6);
        Outputs perfect = outputs(1, 0);
        int anchor = 0;
        for (int level = 0; level < 2; level++) {
            INDArray scores = perfect.get("scores" + (8 << level));
            INDArray boxes = perfect.get("boxes" + (8 << level));
            for (int i = 0; i < scores.length() / 3; i++, anchor++) {
                scores.putScalar(i * 3L, 8); // nothing, unless the targets say otherwise
                for (int k = 1; k < 3; k++) {
                    scores.putScalar(i * 3L + k, 16 * targets.getDouble(0, anchor, k));
                }
                for (int k = 0; k < 4; k++) {
                    boxes.putScalar(i * 4L + k, targets.getDouble(0, anchor, 3 + k));
                }
            }
        }
        List<Detection> found = DETECTOR.detections(perfect, 10).get(0);
        assertThat(found).hasSize(2);
        CocoEvaluation coco = new CocoEvaluation();
        coco.add(TWO, found);
        assertThat(coco.averagePrecision()).isEqualTo(1, within(1e-9));
    }

    @Test
    void ofDetectionsThatOverlapTheSurestStays() {
        Detection sure = new Detection(0, 0.9, new Box(0, 0, 10, 10));
        Detection near = new Detection(0, 0.8, new Box(2, 0, 10, 10)); // 80 / 120
        Detection apart =
                new Detection(0, 0.7, new Box(6, 0, 10, 10)); // 40 / 160 with the first, 60 / 140 with the second
        assertThat(Suppression.of(List.of(apart, near, sure))).containsExactly(sure, apart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores8", "boxes8", "scores16", "boxes16"})
    void gradientsFollowFiniteDifferences(String name) {
        Outputs outputs = outputs(2, 2);
        INDArray targets = DETECTOR.targets(outputs, List.of(TWO, new BoxLabels.Image(List.of(), 1)));
        CompiledCriterion criterion = new CriterionPlans().compile(SsdLoss.DEFAULT);
        INDArray gradient = criterion
                .lossAndGradients(outputs, targets)
                .gradients()
                .get(name)
                .dup();
        INDArray moved = outputs.get(name);
        double step = 1e-2;
        for (int i = 0; i < moved.length(); i += 3) {
            double before = moved.getDouble(i);
            moved.putScalar(i, before + step);
            double above = criterion.loss(outputs, targets);
            moved.putScalar(i, before - step);
            double below = criterion.loss(outputs, targets);
            moved.putScalar(i, before);
            assertThat(gradient.getDouble(i))
                    .as("%s %d", name, i)
                    .isCloseTo((above - below) / (2 * step), within(3e-3));
        }
        // The anchors of stride 16 are too large for these objects, so none of them moves.
        assertThat(gradient.norm2Number().doubleValue() > 0.01).isEqualTo(!name.equals("boxes16"));
    }

    @Test
    void isTheLossOfThePaper() {
        Outputs outputs = outputs(1, 2);
        INDArray targets = DETECTOR.targets(outputs, List.of(TWO));
        double entropy = 0;
        double smooth = 0;
        int objects = 0;
        int anchor = 0;
        for (int level = 0; level < 2; level++) {
            INDArray scores = outputs.get("scores" + (8 << level));
            INDArray boxes = outputs.get("boxes" + (8 << level));
            for (int i = 0; i < scores.length() / 3; i++, anchor++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += Math.exp(scores.getDouble(i * 3L + k));
                }
                for (int k = 0; k < 3; k++) {
                    entropy -= targets.getDouble(0, anchor, k) * (scores.getDouble(i * 3L + k) - Math.log(sum));
                }
                if (targets.getDouble(0, anchor, 7) == 1) {
                    objects++;
                    for (int k = 0; k < 4; k++) {
                        double d = Math.abs(boxes.getDouble(i * 4L + k) - targets.getDouble(0, anchor, 3 + k));
                        smooth += d < 1 ? d * d / 2 : d - 0.5;
                    }
                }
            }
        }
        assertThat(new CriterionPlans().compile(new SsdLoss(0.7)).loss(outputs, targets))
                .isCloseTo((entropy + 0.7 * smooth) / objects, within(1e-4));
    }

    @Test
    void staysFiniteAndSaysWhatItIsFor() {
        for (double scale : new double[] {0, 1000}) {
            Outputs outputs = outputs(1, scale);
            INDArray targets = DETECTOR.targets(outputs, List.of(TWO));
            CompiledCriterion.LossAndGradients result =
                    new CriterionPlans().compile(SsdLoss.DEFAULT).lossAndGradients(outputs, targets);
            assertThat(result.loss()).isFinite();
            assertThat(DETECTOR.detections(outputs, 5).get(0)).hasSizeLessThanOrEqualTo(5);
        }
        Outputs other = Outputs.of("logits", Nd4j.zeros(DataType.FLOAT, 1, 3));
        assertThatThrownBy(() -> new CriterionPlans()
                        .compile(SsdLoss.DEFAULT)
                        .loss(other, Nd4j.zeros(DataType.FLOAT, 1, ANCHORS, 8)))
                .hasMessageContaining("Take the task object-detection-ssd");
    }
}
