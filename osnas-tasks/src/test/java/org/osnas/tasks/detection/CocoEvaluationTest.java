package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.tasks.detection.LabelledBox.Kind;

/** Small cases whose precision and recall were computed by hand, with the rules of pycocotools. */
class CocoEvaluationTest {

    private static final Box A = new Box(0, 0, 10, 10);
    private static final Box B = new Box(50, 0, 10, 10);
    private static final Box FAR = new Box(200, 200, 10, 10);

    /** Share of the 101 recalls, 0 to 0.50, that one of two objects reaches. */
    private static final double HALF = 51 / 101.0;

    private final CocoEvaluation coco = new CocoEvaluation();

    private void image(List<LabelledBox> boxes, Detection... found) {
        coco.add(new BoxLabels.Image(boxes, 1), List.of(found));
    }

    private static LabelledBox object(Box box) {
        return LabelledBox.of(0, box);
    }

    private static LabelledBox kind(Kind kind, Box box) {
        return new LabelledBox(0, box, box.area(), kind);
    }

    private static Detection found(Box box, double score) {
        return new Detection(0, score, box);
    }

    private void expect(String metric, double value) {
        assertThat(coco.metrics().get(metric)).as(metric).isCloseTo(value, within(1e-9));
    }

    @Test
    void allFound() {
        image(List.of(object(A), object(B)), found(B, 0.2), found(A, 0.9));
        expect("ap", 1);
        expect("ap50", 1);
        expect("ap75", 1);
        expect("ar1", 0.5);
        expect("ar10", 1);
        assertThat(coco.averagePrecision()).isEqualTo(coco.metrics().get("ap"));
    }

    @Test
    void nothingFound() {
        image(List.of(object(A)));
        assertThat(coco.metrics().values()).containsOnly(0.0);
    }

    @Test
    void overlapOfSixTenthsIsRightForThreeOfTenThresholds() {
        image(List.of(object(A)), found(new Box(0, 0, 10, 6), 0.9));
        expect("ap50", 1);
        expect("ap75", 0);
        expect("ap", 0.3);
        expect("ar100", 0.3);
    }

    @Test
    void oneOfTwoFound() {
        image(List.of(object(A), object(B)), found(A, 0.9));
        expect("ap", HALF);
    }

    @Test
    void aFalseOneBeforeTheRightOneHalvesPrecision() {
        image(List.of(object(A)), found(FAR, 0.9), found(A, 0.8));
        expect("ap", 0.5);
    }

    @Test
    void aFalseOneBehindTheRightOneCostsNothing() {
        image(List.of(object(A)), found(FAR, 0.7), found(A, 0.8));
        expect("ap", 1);
    }

    @Test
    void whatIsFoundTwiceIsWrongTheSecondTime() {
        image(List.of(object(A), object(B)), found(A, 0.9), found(A, 0.8), found(B, 0.7));
        expect("ap", (51 + 50 * 2 / 3.0) / 101);
    }

    @Test
    void aDetectionTakesWhatItOverlapsMostAndNothingTwice() {
        // Overlap of the first with A is 90 / 110, with the other 70 / 130; of the second with the other 60 / 140.
        image(List.of(object(A), object(new Box(4, 0, 10, 10))), found(new Box(1, 0, 10, 10), 0.9), found(A, 0.8));
        expect("ap50", HALF);
    }

    @Test
    void aCrowdTakesAnyNumberAndCountsNeitherWay() {
        image(
                List.of(kind(Kind.CROWD, new Box(100, 100, 100, 100)), object(A)),
                found(new Box(110, 110, 10, 10), 0.9),
                found(new Box(120, 110, 10, 10), 0.8),
                found(new Box(130, 110, 10, 10), 0.7),
                found(A, 0.6));
        expect("ap", 1);
        expect("ar1", 0); // the surest of the image is in the crowd
    }

    @Test
    void anIgnoredObjectTakesOneAndCountsNeitherWay() {
        image(List.of(kind(Kind.IGNORED, B), object(A)), found(B, 0.9), found(B, 0.8), found(A, 0.7));
        expect("ap", 0.5);
    }

    @Test
    void anObjectGoesBeforeAnIgnoredOneThatOverlapsMore() {
        image(List.of(kind(Kind.IGNORED, A), object(new Box(0, 0, 10, 8))), found(A, 0.9));
        expect("ap50", 1); // 80 / 100 with the object, all with the ignored one
        expect("ap", 0.7); // up to 0.80
    }

    @Test
    void sizesCountAlone() {
        Box medium = new Box(100, 0, 40, 40);
        image(List.of(object(A), object(medium)), found(A, 0.5), found(new Box(200, 200, 50, 50), 0.9));
        expect("ap_small", 1); // the false one is too large to count
        expect("ap_medium", 0);
        expect("ap", 0.5 * HALF);
        assertThat(coco.metrics()).doesNotContainKey("ap_large");
    }

    @Test
    void sizeIsByTheAreaThatWasLabelled() {
        image(List.of(new LabelledBox(0, new Box(0, 0, 40, 40), 900, Kind.OBJECT)), found(new Box(0, 0, 40, 40), 0.5));
        expect("ap_small", 1);
        assertThat(coco.metrics()).doesNotContainKey("ap_medium");
    }

    @Test
    void boundsBelongToBothSizes() {
        image(List.of(object(new Box(0, 0, 32, 32))), found(new Box(0, 0, 32, 32), 0.5));
        expect("ap_small", 1);
        expect("ap_medium", 1);
    }

    @Test
    void detectionsHaveTheSizeOfTheOriginalImage() {
        // 20x20 of the input are 40x40 of the image: the false one is medium there.
        coco.add(
                new BoxLabels.Image(List.of(new LabelledBox(0, A, 400, Kind.OBJECT)), 4),
                List.of(found(A, 0.5), found(new Box(100, 100, 20, 20), 0.9)));
        expect("ap_small", 1);
        expect("ap", 0.5);
    }

    @Test
    void aHundredDetectionsOfACategoryCountInAnImage() {
        for (int rank : new int[] {100, 101}) {
            CocoEvaluation one = new CocoEvaluation();
            List<Detection> found = new ArrayList<>();
            IntStream.range(1, rank).forEach(i -> found.add(found(FAR, 1 - i / 1000.0)));
            found.add(found(A, 0.1));
            found.add(new Detection(1, 0.99, A));
            one.add(new BoxLabels.Image(List.of(object(A)), 1), found);
            assertThat(one.averagePrecision()).isCloseTo(rank == 100 ? 0.01 : 0, within(1e-9));
        }
    }

    @Test
    void categoriesWithAnObjectCountAlike() {
        image(
                List.of(object(A), object(B), LabelledBox.of(1, FAR)),
                found(A, 0.9),
                found(B, 0.9),
                new Detection(2, 0.99, A));
        expect("ap", 0.5);
        assertThat(coco.byCategory()).isEqualTo(Map.of(0, 1.0, 1, 0.0));
    }

    @Test
    void scoresAreRankedOverAllImages() {
        image(List.of(object(A)), found(A, 0.8));
        image(List.of(), found(A, 0.9));
        expect("ap", 0.5);
    }

    @Test
    void equalScoresKeepTheirOrder() {
        image(List.of(object(A)), found(A, 0.5), found(FAR, 0.5));
        expect("ap", 1);
        image(List.of(), found(FAR, 0.5));
        expect("ap", 1);
    }

    @Test
    void theCurveIsTheMeanOfCategories() {
        image(List.of(object(A), object(B), LabelledBox.of(1, FAR)), found(A, 0.9), new Detection(1, 0.9, FAR));
        double[] curve = coco.precisionByRecall(0);
        assertThat(curve).hasSize(101);
        assertThat(curve[50]).isEqualTo(1, within(1e-9));
        assertThat(curve[51]).isEqualTo(0.5, within(1e-9));
    }
}
