package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** The files that commands on the pages read and that whoever reads the pages has: photos, configurations, a phone, a plug-in. */
final class PageFiles {

    private static final Pattern NEXT = Pattern.compile("```yaml\n(# next\\.yaml.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private PageFiles() {}

    static void write(Path root, Path folder) throws IOException {
        yaml(NEXT, root.resolve("docs/deploying.md"), folder.resolve("next.yaml"));
        yaml(YAML, root.resolve("docs/images.md"), folder.resolve("photos.yaml"));
        photos(folder);
        IdxFiles.write(folder.resolve("runs/idx"));
        Path macs = folder.resolve("macs.json");
        String space = "table build --space fbnet-s --input 32x32x3 --metric macs -o ";
        ok((space + macs).split(" "));
        Files.writeString(folder.resolve("phone.csv"), ok("table", "show", macs.toString(), "--csv"));
        Path phone = Files.writeString(
                folder.resolve("phone.sh"), "#!/bin/sh\nshift 3\nfor f in \"$@\"; do wc -c < \"$f\"; done\n");
        Files.setPosixFilePermissions(phone, PosixFilePermissions.fromString("rwxr-xr-x"));
        published(folder.resolve("nas-bench-macro_cifar10.json"));
        Path climb = folder.resolve("my-climb");
        ok("new", "search-strategy", "my-climb", "-o", climb.toString());
        BuiltPlugin.compile(climb);
        BuiltPlugin.jar(climb, "my-climb");
    }

    private static void yaml(Pattern block, Path page, Path file) throws IOException {
        Matcher found = block.matcher(Files.readString(page));
        assertThat(found.find()).as("%s has no block for %s", page, file).isTrue();
        Files.writeString(file, found.group(1));
    }

    private static void photos(Path folder) throws IOException {
        String[] classes = {"apple", "leaf", "sky"};
        int[] counts = {30, 25, 20};
        for (int c = 0; c < classes.length; c++) {
            Path directory = Files.createDirectories(folder.resolve("photos").resolve(classes[c]));
            for (int i = 0; i < counts[c]; i++) {
                photo(directory.resolve("%03d.png".formatted(i)), 40, 30, c, i);
            }
        }
        Files.writeString(folder.resolve("photos/apple/notes.txt"), "from the garden\n");
        photo(folder.resolve("photo.png"), 28, 28, 0, 1000);
        photo(folder.resolve("another.png"), 40, 30, 1, 1001);
    }

    private static void photo(Path file, int width, int height, int colour, int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed * 3L + colour);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0x404040 + (0x60 + random.nextInt(0x20) << 16 - 8 * colour));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** The published file with one of its 6,561 networks. */
    private static void published(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode cost = json.readTree(ok("cost", "--space", "nas-bench-macro", "--arch", "2,2,2,1,2,2,1,0", "--json"));
        JsonNode costs = cost.get("architectures").get(0);
        Files.writeString(
                file,
                "{\"22212210\": {\"test_acc\": [93.1, 93.2, 93.0], \"params\": %s, \"flops\": %s}}"
                        .formatted(costs.get("params"), costs.get("macs")));
    }

    private static String ok(String... args) {
        CommandRun run = osnas(args);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }
}
