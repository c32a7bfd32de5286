package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of latency elsewhere, here by a program whose times are the sizes of the files it is given. */
class TableRuntimeTest {

    @TempDir
    Path directory;

    @Test
    void aProgramIsARuntimeAndItsTablePredictsNetworksItHasNotSeen() throws IOException {
        Path program = Files.writeString(
                directory.resolve("size.sh"), "#!/bin/sh\nshift 3\nfor f in \"$@\"; do wc -c < \"$f\"; done\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path table = directory.resolve("table.json");
        String[] space = {"--space", "mbconv-micro", "--input", "12x12x1"};

        CommandRun build = osnas(
                "table",
                "build",
                space[0],
                space[1],
                space[2],
                space[3],
                "--metric",
                "latency",
                "--threads",
                "1",
                "--runtime",
                program.toString(),
                "-o",
                table.toString());

        assertThat(build.status()).as(build.err()).isZero();
        assertThat(Files.readString(table)).contains("program size.sh");
        CommandRun unnamed = osnas("table", "check", table.toString(), space[0], space[1], space[2], space[3]);
        assertThat(unnamed.status()).isEqualTo(2);
        assertThat(unnamed.message()).contains("--runtime PATH");
        CommandRun check = osnas(
                "table",
                "check",
                table.toString(),
                space[0],
                space[1],
                space[2],
                space[3],
                "--networks",
                "10",
                "--fit",
                "4",
                "--runtime",
                program.toString(),
                "--json");
        assertThat(check.status()).as(check.err()).isZero();
        JsonNode found = new ObjectMapper().readTree(check.out()).path("table");
        assertThat(found.path("within_10_percent").asDouble()).isEqualTo(1);
        assertThat(found.path("spearman").asDouble()).isGreaterThan(0.99);
    }

    @Test
    void aBudgetOnLatencyMayNameARuntime() throws IOException {
        Path config = Files.writeString(
                directory.resolve("there.yaml"),
                """
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search:
                  strategy: random
                  trials: 2
                  budget: {latency: 1000}
                  latency: {runtime: onnxruntime-int8, threads: 1, networks: 6}
                retrain: none
                """
                        .formatted(IdxFiles.write(directory.resolve("data"))));
        String run = directory.resolve("run").toString();
        CommandRun search = osnas("search", "-c", config.toString(), "-o", run);
        assertThat(search.status()).as(search.err()).isZero();
        assertThat(search.err()).contains("Latency: fitted to 6 networks, batch 1, 1 thread, onnxruntime-int8");
        assertThat(Files.readString(Path.of(run, "table-latency.json"))).contains("onnxruntime-int8");
        assertThat(Files.readString(Path.of(run, "config.yaml"))).contains("runtime: onnxruntime-int8");
        assertThat(osnas("search", "--resume", "-o", run).status()).isZero();

        CommandRun unknown = osnas(
                "search",
                "-c",
                config.toString(),
                "--set",
                "search.latency.runtime=tflite",
                "-o",
                directory.resolve("no").toString());
        assertThat(unknown.message()).contains("search.latency.runtime: unknown runtime 'tflite'");
    }

    @Test
    void eightBitsAreARuntimeOfTheirOwn() {
        String[] build = "table build --space mbconv-micro --metric latency --int8 -o".split(" ");
        String[] whole = java.util.Arrays.copyOf(build, build.length + 1);
        whole[build.length] = directory.resolve("t.json").toString();
        assertThat(osnas(whole).message()).contains("--int8 goes with a --runtime");
    }

    @Test
    void unknownRuntimesAreNamed() {
        CommandRun run = osnas(
                "table",
                "build",
                "--space",
                "mbconv-micro",
                "--metric",
                "latency",
                "--runtime",
                "onnxruntim",
                "-o",
                directory.resolve("t.json").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.message()).contains("Known: onnxruntime", "Did you mean 'onnxruntime'?");
        CommandRun counted = osnas(
                "table",
                "build",
                "--space",
                "mbconv-micro",
                "--metric",
                "macs",
                "--runtime",
                "onnxruntime",
                "-o",
                directory.resolve("t.json").toString());
        assertThat(counted.message()).contains("--runtime are about latency");
    }
}
