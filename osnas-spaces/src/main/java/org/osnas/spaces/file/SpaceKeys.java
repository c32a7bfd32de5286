package org.osnas.spaces.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;

/** What the file of a space may say, learned by letting its readers read: for schemas that editors check it by. */
public final class SpaceKeys {

    private static final List<Integer> KERNELS = List.of(3, 5);

    private SpaceKeys() {}

    /** Keys at the top of a file, but for the lists of blocks and layers. */
    public static List<Setting> top() {
        Settings root = Settings.of("", Map.of("layers", List.of(layerSample())));
        root.about("of the space; that of the file if it is not given").text("name");
        SpaceFile.of("", "", root);
        return root.known(1);
    }

    /** Keys of an item of {@code layers}, but for its candidates. */
    public static List<Setting> layer() {
        Settings item = Settings.of("", layerSample());
        SpaceFile.stage(item, List.of());
        return item.known(1);
    }

    /** Keys of an item of {@code choices}, but for the names. */
    public static List<Setting> choices() {
        Settings item = Settings.of("", Map.of("of", List.of("a")));
        ChoicesFile.layers(item);
        return item.known(1);
    }

    /** By the words for blocks, {@code linear} at the end of a tail among them: their keys. */
    public static Map<String, List<Setting>> blocks() {
        Map<String, List<Setting>> blocks = new LinkedHashMap<>();
        for (String word : BlockReader.WORDS) {
            Map<String, Object> given = new LinkedHashMap<>(
                    Map.of("block", word, "kernel", KERNELS.get(0), "kernels", KERNELS, "squeeze-excite", true));
            Map<String, Setting> keys = new LinkedHashMap<>();
            for (String width : List.of("expansion", "middle")) {
                Map<String, Object> sample = new LinkedHashMap<>(given);
                sample.put(width, 2);
                Settings item = Settings.of("", sample);
                BlockReader.read(item);
                item.known(1).forEach(key -> keys.putIfAbsent(key.key(), key));
                if (!word.equals("mobile")) {
                    break;
                }
            }
            blocks.put(word, List.copyOf(keys.values()));
        }
        return blocks;
    }

    /** Keys of the fully connected layer at the end of a tail. */
    public static List<Setting> linear() {
        Settings item = Settings.of("", Map.of("block", "linear", "width", 8));
        SpaceFile.hidden(item);
        return item.known(1);
    }

    /** Keys that say where a block of the stem stands; one of the tail has its width alone. */
    public static List<Setting> place() {
        Settings item = Settings.of("", Map.of("width", 8));
        SpaceFile.width(item);
        SpaceFile.stride(item);
        return item.known(1);
    }

    private static Map<String, Object> layerSample() {
        return Map.of("width", 8, "candidates", List.of("skip"));
    }
}
