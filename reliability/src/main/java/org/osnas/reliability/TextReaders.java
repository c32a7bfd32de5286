package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.Overrides;
import org.osnas.core.cost.TableFile;
import org.osnas.core.cost.TableImport;
import org.osnas.core.device.DeviceCosts;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.score.ScoreImport;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.spaces.MbconvMicro;

/** Readers of configurations, spaces, tables and scores. */
final class TextReaders {

    private static final String COMPARE =
            "seed: 1\ntable: scores.csv\nspace: mbconv-micro\nevaluations: 4\nseeds: 3\nstrategies: [evolution, {name: random, label: r}]\n";

    private static final String SPACE =
            """
            input: 32x32x3
            classes: 10
            stem:
              - {block: conv, kernel: 3, width: 16, stride: 2}
            candidates:
              - {block: mobile, kernel: 3, expansion: 3}
              - {block: mobile, kernel: 5, expansion: 6, squeeze-excite: true, activation: h-swish}
              - skip
            layers:
              - {count: 2, width: 24}
              - {count: 2, width: 40, stride: 2}
            tail:
              - {block: conv, kernel: 1, width: 64}
            """;

    private static final Metric ENERGY = new Metric("energy", "mJ");

    private final Path folder;
    private final List<Reader> readers = new ArrayList<>();

    private TextReaders(Path folder) {
        this.folder = folder;
    }

    static List<Reader> of(SmallRun small, Path folder) throws IOException {
        TextReaders text = new TextReaders(folder);
        SearchSpace space = new MbconvMicro().create(new Shape(12, 12, 1)).classifier(10);
        text.configurations(small);
        text.tables(space);
        text.scores(space);
        return text.readers;
    }

    private void configurations(SmallRun small) throws IOException {
        Path config = write("run.yaml", small.yaml("random"));
        add("configuration", config, () -> ConfigFile.load(config, List.of()).toYaml());
        Path compare = write("compare.yaml", COMPARE);
        add("comparison", compare, () -> CompareConfig.load(compare, List.of()).toYaml());
        Path own = write("space.yaml", SPACE);
        ComponentRef file = new ComponentRef("space", own.toString(), Map.of());
        add("space", own, () -> Registry.standard()
                .space(file, new Shape(32, 32, 3))
                .classifier(10)
                .fingerprint());
        Path override = write("override.txt", "search.strategy={name: evolution, settings: {population: 6}}");
        add("override", override, () -> Overrides.parse(List.of(Files.readString(override)))
                .toString());
    }

    private void tables(SearchSpace space) throws IOException {
        Path table = folder.resolve("table.json");
        TableFile.write(table, CostModel.analytic(space).table("macs"), space);
        add("table", table, () -> TableFile.read(table, space).toString());
        String costs = TableImport.csv(TableFile.show(table));
        for (String separator : List.of(",", ";")) {
            Path csv = write("table" + separator.codePointAt(0) + ".csv", costs.replace(",", separator));
            add("table as CSV" + (separator.equals(",") ? "" : " of Europe"), csv, () -> TableImport.read(
                            csv, ENERGY, space)
                    .toString());
        }
        Path mapping = write(
                "mapping.yaml",
                "value: mean\nunit: mJ\nblocks: {skip: 0, '*': 'a-{kernel}-{in}'}\nbase: [{group: a, k: 1}, b/c]\n");
        StringBuilder entries = new StringBuilder("a: {mean: 1, k: 1}\nb: {c: {mean: 2.5 mJ}}\n");
        StringBuilder json =
                new StringBuilder("{\"a\": {\"mean\": 1, \"k\": 1}, \"b\": {\"c\": {\"mean\": \"2.5 +- 0.1\"}}");
        for (int kernel : new int[] {3, 5, 7}) {
            for (int layer = 0; layer < space.depth(); layer++) {
                Shape in = space.inputOf(layer);
                String key = "a-%d-%dx%dx%d".formatted(kernel, in.height(), in.width(), in.channels());
                if (entries.indexOf(key + ":") < 0) {
                    entries.append(key).append(": {mean: 1.5e-1}\n");
                    json.append(", \"").append(key).append("\": {\"mean\": 1.5e-1}");
                }
            }
        }
        Path yaml = write("device.yaml", entries.toString());
        Path other = write("device.json", json + "}");
        add("device costs", yaml, () -> device(yaml, mapping, space));
        add("device costs as JSON", other, () -> device(other, mapping, space));
        add("mapping of device costs", mapping, () -> device(yaml, mapping, space));
    }

    private static String device(Path file, Path mapping, SearchSpace space) {
        DeviceCosts costs = DeviceCosts.read(file, mapping, ENERGY, space);
        return costs.csv() + costs.table();
    }

    private void scores(SearchSpace space) throws IOException {
        Path scores = write("scores.csv", "# osnas\narchitecture,score,test,macs\n\"0,0,0,0,0\",0.5,0.4,1000\n");
        add("scores", scores, () -> ScoreTableFile.read(scores).toString());
        ScoreImport.Columns columns =
                new ScoreImport.Columns(Optional.empty(), List.of("acc"), List.of(), Map.of(), false);
        Path json = write("foreign.json", "{\"00000\": {\"acc\": [0.5, 0.6]}, \"01201\": {\"acc\": [0.7, 0.6]}}");
        add("scores of others", json, () -> ScoreImport.read(json, space, columns)
                .toString());
        Path csv = write("foreign.csv", "architecture;acc\n00000;0,5\n01201;0,75\n");
        add("scores of others as CSV", csv, () -> ScoreImport.read(csv, space, columns)
                .toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void add(String name, Path file, Reader.Reading reading) {
        readers.add(new Reader(name, file, reading));
    }
}
