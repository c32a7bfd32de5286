package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Part;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Split;

class DataTextTest {

    @Test
    void aSummaryIsAFewLines() {
        DataSummary summary = new DataSummary(
                List.of(
                        new Part(Split.TRAIN, 1200, List.of(new Count("cat", 1000), new Count("dog", 200))),
                        new Part(Split.VALIDATION, 30, List.of()),
                        new Part(Split.TEST, 40, List.of())),
                Optional.of(new Sizes(new Range(20, 30, 500), new Range(9, 9, 9))),
                List.of(
                        new Finding(Kind.IGNORED, "files ending in .txt", 3, List.of("a.txt", "b.txt")),
                        new Finding(Kind.BROKEN, "file that cannot be read", 1, List.of("c.png")),
                        new Finding(Kind.DUPLICATE, "test images are training images", 2, List.of("d is e"))));
        assertThat(DataText.lines(summary))
                .containsExactly(
                        "data: 1,200 for training, 30 for validation, 40 for the test",
                        "data: 2 classes with 200 (dog) to 1,000 (cat) for training",
                        "data: files of 20 to 500 (half of them to 30) pixels in width, 9 in height",
                        "data: ignored 3 files ending in .txt: a.txt, b.txt, …",
                        "data: left out 1 file that cannot be read: c.png",
                        "data: 2 test images are training images: d is e, …");
    }

    @Test
    void evenClassesAreSaidShort() {
        Part part = new Part(Split.TRAIN, 4, List.of(new Count("a", 2), new Count("b", 2)));
        assertThat(DataText.lines(new DataSummary(List.of(part), Optional.empty(), List.of())))
                .containsExactly("data: 4 for training", "data: 2 classes with 2 for training each");
    }
}
