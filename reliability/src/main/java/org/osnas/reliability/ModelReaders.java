package org.osnas.reliability;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.osnas.api.spi.BadInputException;
import org.osnas.cli.Main;
import org.osnas.core.run.RunFolder;

/** Readers of what a run leaves behind, of networks that left it, and of plug-ins. */
final class ModelReaders {

    private static final String SERVICE = "META-INF/services/org.osnas.api.space.SpaceProvider";

    private ModelReaders() {}

    static List<Reader> of(SmallRun small, Path folder) throws IOException {
        Path run = folder.resolve("trained");
        small.run(run, "random");
        Path checkpoint = run.resolve("checkpoint/supernet.osnas");
        // Else the checkpoint before would be read in place of an odd one.
        try (Stream<Path> files = Files.list(checkpoint.getParent())) {
            for (Path before : files.filter(
                            file -> file.getFileName().toString().startsWith("supernet.osnas."))
                    .toList()) {
                Files.delete(before);
            }
        }
        Path model = folder.resolve("network.onnx");
        command("export", run.toString(), "-o", model.toString());
        Path image = folder.resolve("predicted.png");
        ImageIO.write(new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
        Path jar = jar(folder.resolve("plug-in.jar"));
        return List.of(
                new Reader("checkpoint", checkpoint, () -> checkpoint(run), 4),
                new Reader("trials", run.resolve("trials.jsonl"), () -> trials(run), 2),
                new Reader("plug-in", jar, () -> command("--plugin", jar.toString(), "list", "spaces"), 20),
                new Reader("ONNX", model, () -> command("predict", model.toString(), image.toString()), 20));
    }

    private static String checkpoint(Path run) throws IOException {
        StringBuilder content = new StringBuilder();
        try (RunFolder folder = RunFolder.read(run)) {
            folder.checkpoint("supernet")
                    .read((header, in) -> content.append(header).append(Arrays.hashCode(in.readAllBytes())));
        }
        return content.toString();
    }

    private static String trials(Path run) throws IOException {
        try (RunFolder folder = RunFolder.read(run)) {
            return folder.trials().entries().toString();
        }
    }

    /** A jar that registers a space which is on the class path. */
    private static Path jar(Path file) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(PluggedSpace.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** What a command prints; what it refuses is thrown. */
    private static String command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        if (status == 0) {
            return out.toString();
        }
        if (status == 2) {
            throw new BadInputException(err.toString());
        }
        throw new IllegalStateException("status " + status + ": " + err);
    }
}
