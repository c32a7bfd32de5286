package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Split;
import org.osnas.tck.task.DataflowContract;

/** The folder of images is found by its name, keeps the rules of dataflows, and names what it cannot use. */
class ImageFolderProviderTest implements DataflowContract {

    @TempDir
    Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        ImageFiles.folder(folder, 10, 3);
    }

    @Override
    public Dataflow dataflow(long seed) {
        return new ImageFolderProvider().create(settings(Map.of("size", 8)), 4, seed);
    }

    @Test
    void itIsFoundByItsName() {
        assertThat(ServiceLoader.load(DataflowProvider.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(provider -> provider.name().equals("image-folder"))
                .singleElement()
                .isInstanceOf(ImageFolderProvider.class);
    }

    @Test
    void imagesAreResizedAndHeldOut() {
        try (Dataflow flow = dataflow(5)) {
            assertThat(flow.input()).isEqualTo(new Shape(8, 8, 3));
            assertThat(flow.classes()).isEqualTo(2);
            assertThat(flow.description().names()).hasSize(2);
            assertThat(flow.description().resizing()).isEqualTo(Resizing.STRETCH);
            assertThat(flow.description().pixels()).isEqualTo(Pixels.RGB);
            assertThat(flow.size(Split.TRAIN)).isEqualTo(18);
            assertThat(flow.size(Split.TEST)).isEqualTo(6);
        }
    }

    @Test
    void whatCannotBeIsNamed() {
        refused(settings(Map.of("channels", 2)), "channels must be 1 (grey) or 3");
        refused(settings(Map.of("directory", folder.resolve("gone").toString())), "gone does not exist");
        refused(Settings.of("data", Map.of()), "image-folder", "'directory'");
        refused(settings(Map.of("directory2", "x")), "Unknown key", "directory2", "validation");
    }

    private Settings settings(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putIfAbsent("directory", folder.toString());
        return Settings.of("data", all);
    }

    private static void refused(Settings settings, String... parts) {
        assertThatThrownBy(() -> new ImageFolderProvider().create(settings, 4, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
