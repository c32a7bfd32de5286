package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every command that writes, on the smallest runs that have all its phases. */
final class Commands {

    private static final List<String> SEARCHES = List.of(
            "random",
            "evolution",
            "regularized-evolution",
            "local-search",
            "nsga2",
            "predictor",
            "exhaustive",
            "architecture-generator");

    private static final List<String> TRAININGS = List.of(
            "fair", "sandwich", "progressive", "{name: differentiable, settings: {relaxation: gumbel-softmax}}");

    private static final String DETECTION =
            """
            seed: 3
            task: object-detection
            data: {name: fashion-scenes, batch: 4, settings: {scenes: 16, validation: 4, test: 4}}
            supernet: {steps: 4, recalibration-batches: 1}
            search: {strategy: random, trials: 2}
            retrain: {steps: 4}
            checkpoint: {every-steps: 2}
            """;

    private static final String VERIFICATION =
            """
            seed: 3
            task: {name: verification, criterion: arcface, settings: {size: 8}}
            data: {name: fashion-mnist-identities, batch: 20, settings: {limit: 300, test-limit: 200}}
            supernet: {steps: 4, recalibration-batches: 1}
            search: {strategy: random, trials: 3}
            retrain: {steps: 4}
            checkpoint: {every-steps: 2}
            """;

    private final SmallRun small;
    private final Path folder;
    private final Path finished;

    /**
     * @param folder of its own, for what they write
     * @param finished a finished run, of which the commands that go on from one get a copy
     */
    Commands(SmallRun small, Path folder, Path finished) throws IOException {
        this.small = small;
        this.folder = Files.createDirectories(folder);
        this.finished = finished;
    }

    /** All of them. */
    List<Command> all() throws IOException {
        List<Command> all = new ArrayList<>();
        for (String strategy : SEARCHES) {
            all.add(search(strategy));
        }
        for (String strategy : TRAININGS) {
            String search = strategy.contains("differentiable") ? "differentiable" : "random";
            String name = strategy.replaceAll(".*name: |,.*", "");
            all.add(search(
                    "trained by " + name,
                    small.yaml(search).replace("supernet: {", "supernet: {strategy: " + strategy + ", ")));
        }
        all.add(search("of object-detection", DETECTION));
        all.add(search("of verification", VERIFICATION));
        all.add(onASupernet());
        all.add(supernet());
        all.add(compare());
        all.add(scores());
        all.add(table());
        all.add(ofAFinishedRun("evaluate", "--json", "--arch", "0,1,2,0,1", "--epochs", "1"));
        all.add(ofAFinishedRun("evaluate", "--json", "--arch", "0,1,2,0,1", "--from", "inherited", "--epochs", "1"));
        all.add(ofAFinishedRun("fidelity", "--json", "--architectures", "4", "--steps", "4"));
        all.add(export());
        return all;
    }

    /** A search by a strategy. */
    Command search(String strategy) throws IOException {
        return search("by " + strategy, small.yaml(strategy));
    }

    private Command search(String name, String yaml) throws IOException {
        String file = name.replace(' ', '-');
        Path run = folder.resolve("search-" + file);
        return begunAndResumed(
                "search " + name,
                run,
                "result.json",
                List.of("search", "-c", config(file, yaml).toString()));
    }

    private Command onASupernet() throws IOException {
        Path config =
                config("on-a-supernet", "seed: 4\nsearch: {strategy: random, trials: 3, budget: {macs: 3.0e+5}}\n");
        return begunAndResumed(
                "search on a trained supernet",
                folder.resolve("on-a-supernet"),
                "result.json",
                List.of("search", "-c", config.toString(), "--supernet", finished.toString()));
    }

    /** A supernet alone. */
    Command supernet() throws IOException {
        Path config = config("supernet", small.yaml("random"));
        return begunAndResumed(
                "supernet",
                folder.resolve("supernet"),
                "checkpoint/supernet.osnas",
                List.of("supernet", "-c", config.toString()));
    }

    private Command compare() throws IOException {
        Path config = config(
                "compare",
                "run: %s\nevaluations: 6\nseeds: 3\nstrategies: [local-search]\n"
                        .formatted(config("compared", small.yaml("random"))));
        return begunAndResumed(
                "compare", folder.resolve("compare"), "cells.jsonl", List.of("compare", "-c", config.toString()));
    }

    private Command scores() throws IOException {
        Path file = Files.createDirectories(folder.resolve("scores")).resolve("scores.csv");
        String config = config("scores", small.yaml("random")).toString();
        return again(
                "table scores",
                file.getParent(),
                file,
                List.of(
                        "table",
                        "scores",
                        "-c",
                        config,
                        "--seeds",
                        "2",
                        "--architectures",
                        "4",
                        "-o",
                        file.toString()));
    }

    // The times that it measures are other ones each time, so what it counts is compared.
    private Command table() {
        Path tables = folder.resolve("tables");
        List<String> arguments =
                new ArrayList<>(List.of("table", "build", "--space", "mbconv-micro", "--repeats", "3"));
        arguments.addAll(List.of("--metric", "macs", "--metric", "latency", "-o", tables.toString()));
        return again("table build", tables, tables.resolve("table-macs.json"), arguments);
    }

    private Command export() throws IOException {
        Path run = copy("export");
        Path file = run.resolveSibling("network.onnx");
        return again("export", run, file, List.of("export", run.toString(), "-o", file.toString()));
    }

    private Command ofAFinishedRun(String... arguments) throws IOException {
        Path run = copy(String.join("-", arguments).replaceAll("[^a-z]+", "-"));
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.add(run.toString());
        String name = whole.contains("inherited") ? "evaluate, from inherited weights" : arguments[0];
        return again(name, run, Command.printed(run), whole);
    }

    private static Command again(String name, Path folder, Path result, List<String> arguments) {
        return new Command(name, arguments, arguments, folder, result);
    }

    private static Command begunAndResumed(String name, Path run, String result, List<String> arguments) {
        List<String> begin = new ArrayList<>(arguments);
        begin.addAll(List.of("-o", run.toString()));
        return new Command(
                name, begin, List.of(arguments.get(0), "--resume", "-o", run.toString()), run, run.resolve(result));
    }

    private Path config(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), yaml);
    }

    private Path copy(String name) throws IOException {
        Path to = folder.resolve(name);
        try (var files = Files.walk(finished)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(finished.relativize(file).toString()));
            }
        }
        return to;
    }
}
