package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;
import org.osnas.tck.task.DataflowContract;

/** Images that a table lists, with numbers. */
class ImageTableTest implements DataflowContract {

    @TempDir
    Path folder;

    private Path csv;

    /** Image i is as bright as its first number says. */
    @BeforeEach
    void writeImages() throws IOException {
        StringBuilder text = new StringBuilder("file,\"brightness, in all\",odd\n");
        for (int i = 0; i < 20; i++) {
            ImageFiles.image(folder.resolve("images/" + i + ".png"), 6, 5, new Color(10 * i, 10 * i, 10 * i));
            text.append("images/%d.png,%s,%d\n".formatted(i, i / 20.0, i % 2));
        }
        csv = Files.writeString(folder.resolve("labels.csv"), text);
    }

    private Dataflow open(Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("file", csv.toString(), "channels", 1, "augment", false, "validation", 0.2));
        settings.putAll(more);
        return new ImageTableProvider().create(Settings.of("data.settings", settings), 4, 1);
    }

    @Override
    public Dataflow dataflow(long seed) {
        Map<String, Object> settings = Map.of("file", csv.toString(), "validation", 0.2);
        return new ImageTableProvider().create(Settings.of("data.settings", settings), 4, seed);
    }

    @Test
    void labelsAreThoseOfTheirImages() {
        Map<String, Object> plain = Map.of("mean", List.of(0), "std", List.of(1));
        requireLabels(plain);
        Map<String, Object> cached = new HashMap<>(plain);
        cached.put("cache", folder.resolve("cache").toString());
        requireLabels(cached);
        requireLabels(cached);
    }

    private void requireLabels(Map<String, Object> settings) {
        try (Dataflow data = open(settings);
                Dataflow.BatchStream batches = data.evaluation(Split.TRAIN)) {
            assertThat(data.description().labels()).isEqualTo(LabelKind.VALUES);
            assertThat(data.description().names()).containsExactly("brightness, in all", "odd");
            assertThat(data.size(Split.TRAIN) + data.size(Split.VALIDATION) + data.size(Split.TEST))
                    .isEqualTo(20);
            try (Batch batch = batches.next()) {
                for (int i = 0; i < 4; i++) {
                    assertThat(Math.round(batch.inputs().getDouble(i, 0, 0, 0) * 255))
                            .isEqualTo(Math.round(batch.labels().getDouble(i, 0) * 200));
                }
            }
        }
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertThatThrownBy(() -> open(Map.of("labels", "yes-no")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("yes is 1 and no is 0");
        Files.writeString(csv, "file,a\nimages/1.png,one\n");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("line 2: 'a' is 'one', not a number");
        Files.writeString(csv, "file,a\nimages/1.png\n");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("line 2 has 1 cells, the first line 2");
        Files.writeString(csv, "file,a\nimages/99.png,1\n");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("line 2: there is no image");
        Files.writeString(csv, "file,a\nimages/1.png,1\nimages/1.png,1\n");
        assertThatThrownBy(() -> open(Map.of()))
                .hasMessageContaining("labels.csv line 3 names the image images/1.png, as ")
                .hasMessageContaining("labels.csv line 2 does already");
        Files.writeString(csv, "file,a\nimages/1.png,1e300\n");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("too large for a number of 32 bits");
        Files.copy(folder.resolve("images/1.png"), folder.resolve("#1.png"));
        Files.writeString(csv, "file,a\nimages/1.png,1\n#1.png,1\n");
        assertThatThrownBy(() -> open(Map.of()))
                .hasMessageContaining("there is an image #1.png. Put its name in quotes");
        Files.writeString(csv, "file\n");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("line 1 has 1 columns");
        assertThatThrownBy(() -> new ImageTableProvider().create(Settings.empty(), 4, 1))
                .hasMessageContaining("needs the setting 'file'");
    }
}
