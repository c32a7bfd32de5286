package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Resizing;
import org.osnas.tasks.dataflow.ArrayDataflow;

class SummariesTest {

    private static final List<String> NAMES = List.of("cat", "dog");

    private static ImageSet set(String name, int[] labels, int... values) {
        byte[][] pixels = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = new byte[] {(byte) values[i], 7};
        }
        return new ImageSet(new Shape(1, 2, 1), NAMES, pixels, labels).from(i -> name + "/" + i);
    }

    @Test
    void duplicatesOfPartsAreNamedAndOnesWithOtherLabelsSaidApart() {
        ImageSet train = set("train", new int[] {0, 0, 1, 1}, 1, 2, 3, 1);
        ImageSet test = set("test", new int[] {0, 0, 1}, 9, 3, 3);
        DataSummary summary =
                Summaries.of(new DataSplits(train, set("val", new int[] {1, 0}, 20, 21), test), Reading.PLAIN);
        assertThat(summary.findings())
                .containsExactly(
                        new Finding(
                                Kind.DUPLICATE,
                                "training image is a copy of another, labelled otherwise",
                                1,
                                List.of("train/3 is train/0")),
                        new Finding(
                                Kind.DUPLICATE,
                                "test image is a training image, labelled otherwise",
                                1,
                                List.of("test/1 is train/2")),
                        new Finding(Kind.DUPLICATE, "test image is a training image", 1, List.of("test/2 is train/2")));
        assertThat(summary.parts().get(2).classes()).containsExactly(new Count("cat", 2), new Count("dog", 1));
    }

    @Test
    void aChosenImageKnowsWhereItCameFrom() {
        ImageSet set = set("a", new int[] {0, 1, 0}, 1, 2, 3).select(new int[] {2, 1});
        assertThat(set.select(new int[] {1, 0}).source(1)).isEqualTo("a/2");
    }

    @Test
    void sizesAndFindingsOfTheFilesAreKeptBesideWhatTheImagesSay() {
        Findings findings = new Findings();
        for (int i = 0; i < 27; i++) {
            findings.add(Kind.IGNORED, "files ending in .txt", "n" + i + ".txt");
        }
        Range range = Range.of(new int[] {3, 4, 9});
        Reading reading = new Reading(Resizing.STRETCH, Optional.of(new Sizes(range, range)), findings.list());
        ImageSet train = set("train", new int[] {0, 1}, 1, 2);
        DataSummary summary = Summaries.of(new DataSplits(train, train.select(new int[] {0}), train), reading);
        assertThat(summary.sizes()).contains(new Sizes(range, range));
        assertThat(summary.findings().get(0).count()).isEqualTo(27);
        assertThat(summary.findings().get(0).first()).hasSize(Findings.NAMES).contains("n0.txt");
        assertThat(findings.count(Kind.IGNORED)).isEqualTo(27);
        assertThat(findings.count(Kind.BROKEN)).isZero();
        assertThat(range).isEqualTo(new Range(3, 4, 9));
    }

    @Test
    void vectorsWithValuesHaveNeitherClassesNorDuplicates() {
        Examples examples = Examples.of(new Shape(1, 1, 1), new float[20][1], Labels.ofValues(new float[20][2]));
        try (ArrayDataflow data =
                ArrayDataflow.of(examples.split(0.2, 0.2)).batch(2).open()) {
            DataSummary summary = data.summary();
            assertThat(summary.findings()).isEmpty();
            assertThat(summary.parts().get(0).classes()).isEmpty();
            assertThat(summary.parts().get(0).examples()).isEqualTo(12);
        }
    }
}
