package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;
import org.osnas.images.internal.SampleFiles;

class ClassTableTest {

    @TempDir
    Path folder;

    @BeforeEach
    void images() throws IOException {
        Files.createDirectories(folder.resolve("with space"));
        for (int i = 0; i < 12; i++) {
            Files.copy(SampleFiles.path("png-rgb8.png"), folder.resolve("with space/" + i + ".png"));
        }
    }

    private Dataflow open(String header, String... labels) throws IOException {
        StringBuilder csv = new StringBuilder(header).append('\n');
        for (int i = 0; i < labels.length; i++) {
            csv.append("with space/")
                    .append(i)
                    .append(".png,")
                    .append(labels[i])
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("list.csv"), csv);
        return new ImageTableProvider()
                .create(
                        Settings.of(
                                "data.settings",
                                Map.of(
                                        "file",
                                        file.toString(),
                                        "labels",
                                        "classes",
                                        "validation",
                                        0.25,
                                        "test",
                                        0.25,
                                        "prefetch",
                                        0)),
                        2,
                        1);
    }

    @Test
    void classesAreDividedByUs() throws IOException {
        String[] labels = {"b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a"};
        try (Dataflow data = open("file,label", labels)) {
            assertThat(data.description().names()).containsExactly("a", "b");
            assertThat(data.description().labels()).isEqualTo(LabelKind.CLASS);
            assertThat(List.of(data.size(Split.TRAIN), data.size(Split.VALIDATION), data.size(Split.TEST)))
                    .containsExactly(6, 3, 3);
        }
    }

    @Test
    void aColumnDividesThem() throws IOException {
        String[] labels = {
            "10,train", "9,train", "10,train", "9,Training", "9,val", "10,val", "9,test", "10,test", "9,test"
        };
        try (Dataflow data = open("file,label,split", labels)) {
            assertThat(data.description().names()).containsExactly("9", "10");
            assertThat(List.of(data.size(Split.TRAIN), data.size(Split.VALIDATION), data.size(Split.TEST)))
                    .containsExactly(4, 2, 3);
        }
        String[] two = {"10,train", "9,train", "10,train", "9,train", "9,val"};
        try (Dataflow data = open("file,label,split", two)) {
            assertThat(List.of(data.size(Split.TRAIN), data.size(Split.VALIDATION), data.size(Split.TEST)))
                    .containsExactly(3, 1, 1);
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        refused("the split is 'holdout', but it must be train, val or test", "file,label,split", "a,holdout");
        refused("has no class", "file,label", "a", " ");
        refused("For classes there must be the image file, its class", "file,label,other", "a,b");
        refused(
                "line 1 names the image with space/0.png, but the first line holds the names",
                "with space/0.png,cat",
                "a");
        refused("1 class; classification needs at least 2", "file,label", "a", "a", "a", "a", "a", "a", "a", "a");
    }

    private void refused(String part, String header, String... labels) {
        assertThatThrownBy(() -> open(header, labels)).hasMessageContaining(part);
    }

    /** Words that other readers of tables take for missing values, and names of files as Windows writes them. */
    @Test
    void wordsStayWordsAndFoldersMayBeDividedAsOnWindows() throws IOException {
        String[] words = {"NA", "null", "None", "nan", "NA", "null", "None", "nan", "NA", "null", "None", "nan"};
        try (Dataflow data = open("file,label", words)) {
            assertThat(data.description().names()).containsExactly("NA", "None", "nan", "null");
        }
        Path list = folder.resolve("list.csv");
        Files.writeString(list, Files.readString(list).replace("space/", "space\\"));
        Map<String, Object> settings = Map.of("file", list.toString(), "labels", "classes", "prefetch", 0);
        try (Dataflow data = new ImageTableProvider().create(Settings.of("data.settings", settings), 2, 1)) {
            assertThat(data.size(Split.TRAIN)).isPositive();
        }
    }
}
