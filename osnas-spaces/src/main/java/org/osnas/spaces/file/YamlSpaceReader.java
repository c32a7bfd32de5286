package org.osnas.spaces.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.osnas.api.space.SpaceFileReader;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.text.TextFile;
import org.osnas.yaml.Yaml;

/**
 * Reads a space from a file whose name ends in {@code .yaml} or {@code .yml}.
 *
 * <pre>{@code
 * input: 32x32x3
 * classes: 10
 * stem:
 *   - {block: conv, kernel: 3, width: 16, stride: 2}
 * candidates:
 *   - {block: mobile, kernel: 3, expansion: 3}
 *   - {block: mobile, kernel: 5, expansion: 6}
 *   - skip
 * layers:
 *   - {count: 2, width: 24}
 *   - {count: 3, width: 40, stride: 2}
 * tail:
 *   - {block: conv, kernel: 1, width: 256}
 * }</pre>
 *
 * <p>An item of {@code layers} with {@code sub-blocks: 6} makes unified stages instead of choice layers. The last item of
 * the tail may be {@code {block: linear, width: 128}}: it stands behind the global average pool.
 *
 * <p>A file with {@code choices: [{count: 6, of: [none, skip_connect]}]} and nothing else names choices alone, for tables
 * of networks that others trained.
 *
 * <p>Needs the module osnas-yaml, which nothing else of this module does.
 */
public final class YamlSpaceReader implements SpaceFileReader {

    private static final long MOST_MEGABYTES = 4;

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public String description() {
        return "A space as stem, candidates, layers and tail in YAML";
    }

    @Override
    public boolean reads(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    @Override
    public SpaceProvider read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("Space file " + file.toAbsolutePath()
                    + " does not exist. A name without .yaml is that of a prebuilt space.");
        }
        try {
            return parse(file.toString(), TextFile.read(file, MOST_MEGABYTES));
        } catch (NoClassDefFoundError e) {
            throw new BadInputException(file + ": to read spaces from files, add the module osnas-yaml", e);
        } catch (IOException e) {
            throw new BadInputException("Space file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads a space from text.
     *
     * @param file for messages, and for the name of a space that gives none
     */
    static SpaceProvider parse(String file, String text) {
        try {
            Map<String, Object> space = Yaml.readMap("a space", text);
            if (space.containsKey("head")) {
                throw new BadInputException(
                        "'head' is called 'tail' now, since the head is the task's. Rename the key");
            }
            Settings root = Settings.of("", space);
            String name = root.about("of the space; that of the file if it is not given")
                    .text("name", Path.of(file).getFileName().toString().replaceFirst("\\.ya?ml$", ""));
            return space.containsKey("choices") ? ChoicesFile.of(file, name, root) : SpaceFile.of(file, name, root);
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }
}
