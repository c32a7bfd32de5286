package org.osnas.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;

/**
 * A program that measures ONNX files wherever it likes, such as on a phone behind {@code adb}. It is called with batch,
 * threads, repeats and the files ({@code measure 1 4 31 net0.onnx net1.onnx …}; input {@code input}, batch open) and
 * prints the milliseconds of a pass of each, a line each, in their order. What it prints to standard error goes to ours.
 */
public final class ProgramLatency implements LatencyRuntime {

    /** Files in a call. */
    private static final int TOGETHER = 40;

    private final Path program;

    /**
     * @param program a file that can be executed
     * @throws BadInputException if it cannot
     */
    public ProgramLatency(Path program) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw new BadInputException("Runtime '" + program + "' is neither one that is known nor a program."
                    + " A program is the path of a file that can be executed");
        }
        this.program = program.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return "program " + program.getFileName();
    }

    @Override
    public String description() {
        return "a program that measures ONNX files";
    }

    @Override
    public double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
        double[][] all = new double[MEASUREMENTS][networks.size()];
        try {
            Path folder = Files.createTempDirectory("osnas-latency");
            try {
                for (int from = 0; from < networks.size(); from += TOGETHER) {
                    int to = Math.min(networks.size(), from + TOGETHER);
                    List<Path> files = new ArrayList<>();
                    for (int i = from; i < to; i++) {
                        Path file = folder.resolve("net" + i + ".onnx");
                        OnnxModel.of(networks.get(i).get(), OnnxOptions.DEFAULT).save(file);
                        files.add(file);
                    }
                    for (double[] measurement : all) {
                        double[] some = call(files, conditions, repeats);
                        System.arraycopy(some, 0, measurement, from, some.length);
                    }
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new BadInputException("Networks cannot be given to " + program + ": " + e.getMessage(), e);
        }
        return all;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.delete(folder);
    }

    private double[] call(List<Path> files, Conditions conditions, int repeats) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                String.valueOf(conditions.batch()),
                String.valueOf(conditions.threads()),
                String.valueOf(repeats)));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new BadInputException("Program " + program + " was interrupted", e);
        }
        List<String> lines = printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (status != 0 || lines.size() != files.size()) {
            throw new BadInputException(
                    "Program %s ended with status %d and %d lines for %d files; it should print the milliseconds of each, a line each"
                            .formatted(program, status, lines.size(), files.size()));
        }
        double[] millis = new double[files.size()];
        for (int i = 0; i < millis.length; i++) {
            try {
                millis[i] = Double.parseDouble(lines.get(i));
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        "Program " + program + " printed '" + lines.get(i) + "', which is no number of milliseconds",
                        e);
            }
        }
        return millis;
    }
}
