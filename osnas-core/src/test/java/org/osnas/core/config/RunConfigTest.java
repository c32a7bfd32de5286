package org.osnas.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.SearchSettings;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.run.TrialLog;

class RunConfigTest {

    @TempDir
    Path directory;

    @Test
    void anEmptyFileIsAWholeConfiguration() {
        RunConfig config = parse("");

        assertThat(config.seed()).isEqualTo(1);
        assertThat(config.space().component().name()).isEqualTo("mbconv-micro");
        assertThat(config.supernet().settings().length().steps(187)).isEqualTo(1500);
        assertThat(config.search().settings().budget().ranges()).isEmpty();
        assertThat(config.search().settings().earlyStop()).isEmpty();
    }

    @Test
    void anEmptySectionTurnsEarlyStopOnWithItsDefaults() {
        assertThat(parse("search: {early-stop: {}}").search().settings().earlyStop())
                .hasValue(new EarlyStop(10, 0.999));
    }

    @Test
    void whatIsScoredFirstAndWhereASearchEndsIsReadAndWritten() {
        RunConfig config = parse("search: {enqueue: ['0,1', '2,0'], stop: {patience: 3, score: 0.5, seconds: 1.5}}");

        assertThat(config.search().settings().enqueue()).containsExactly(Architecture.of(0, 1), Architecture.of(2, 0));
        assertThat(config.search().settings().stop())
                .isEqualTo(new SearchSettings.Stop(OptionalInt.of(3), OptionalDouble.of(0.5), OptionalDouble.of(1.5)));
        assertThat(parse(config.toYaml())).isEqualTo(config);
        assertThat(parse("").search().settings().stop()).isEqualTo(SearchSettings.Stop.NEVER);
        assertThatThrownBy(() -> parse("search: {stop: {patience: 0.5}}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("search.stop.patience");
    }

    /** The best within the budget of an earlier run; written out, so that its folder is not needed again. */
    @Test
    void anEarlierRunsBestAreScoredFirst() throws IOException {
        TrialLog log = TrialLog.open(directory.resolve("trials.jsonl"));
        for (int i = 0; i < 5; i++) {
            Map<String, Double> costs = Map.of("macs", i == 4 ? 9e9 : 1e5);
            log.append(List.of(new TrialLog.Entry(new Trial(i, Architecture.of(i), 0.1 * i, costs), 1)));
        }
        String yaml = "search: {enqueue: ['3'], budget: {macs: 1e6}, warm-start: {runs: ['%s'], top: 2}}"
                .formatted(directory);

        RunConfig config = parse(yaml);

        assertThat(config.search().settings().enqueue()).containsExactly(Architecture.of(3), Architecture.of(2));
        Files.delete(directory.resolve("trials.jsonl"));
        assertThat(parse(config.toYaml())).isEqualTo(config);
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not the folder of a run that has trials");
    }

    @Test
    void readsNamesSettingsNumbersAndRanges() {
        RunConfig config = parse(
                """
                seed: 7
                space: fbnet-s
                data: {name: idx, batch: 32, settings: {directory: /data, pad: 2}}
                supernet: {epochs: 3, optimizer: {weight-decay: 4e-5}}
                search:
                  strategy: {name: evolution, settings: {population: 20}}
                  budget: {macs: [1e6, 2.0e6], params: 500000}
                """);

        assertThat(config.data().component().settings()).isEqualTo(Map.of("directory", "/data", "pad", 2));
        assertThat(config.supernet().settings().length().steps(100)).isEqualTo(300);
        assertThat(config.supernet().settings().optimizer().weightDecay()).isEqualTo(4e-5);
        assertThat(config.search().strategy().path()).isEqualTo("search.strategy");
        assertThat(config.search().settings().budget().ranges())
                .containsEntry("macs", new Range(1e6, 2e6))
                .containsEntry("params", new Range(0, 500_000));
    }

    @Test
    void theResolvedFormReadsBackAsTheSameConfiguration() {
        RunConfig config = parse(
                """
                seed: -9223372036854775808
                space: {name: fbnet-s, input: 32x32x1, classes: 10, settings: {width: 0.5, note: "1e3", on: no}}
                retrain: {epochs: 2, optimizer: {schedule: step, clip-norm: .inf, warmup-steps: 0}}
                search:
                  budget: {macs: [1, 12345678901]}
                  tables: [phone/table-latency.json, "a: b.json"]
                  early-stop: {keep: 20, confidence: 0.95}
                """);

        RunConfig again = parse(config.toYaml());

        assertThat(again).isEqualTo(config);
        assertThat(config.search().tables()).containsExactly("phone/table-latency.json", "a: b.json");
        assertThat(config.search().settings().earlyStop()).hasValue(new EarlyStop(20, 0.95));
        assertThat(config.space().component().settings())
                .containsEntry("note", "1e3")
                .containsEntry("on", "no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sed: 3 | run.yaml: Unknown key sed. Known: checkpoint, data, listeners, retrain, search,"
                        + " seed, space, supernet, task",
                "search: {early-stop: {kept: 3}} | run.yaml: Unknown key kept in search.early-stop. Known: confidence, keep",
                "search: {early-stop: {confidence: 0.4}} | run.yaml: search.early-stop.confidence must be a number from"
                        + " 0.5 to 1.0, got '0.4'",
                "search: {early-stop: {keep: 0}} | run.yaml: search.early-stop.keep must be a whole number from 1 to"
                        + " 100000000, got '0'",
                "search: {early-stop: true} | run.yaml: search.early-stop must be a section of keys and values, got"
                        + " 'true'",
                "search: {tables: latency.json} | run.yaml: search.tables must be a list of files, such as"
                        + " [table-latency.json], got 'latency.json'",
                "search: {tables: [3]} | run.yaml: search.tables must be a list of files, such as"
                        + " [table-latency.json], got '[3]'",
                "search: {trails: 3} | run.yaml: Unknown key trails in search. Known: batch,"
                        + " budget, early-stop, enqueue, latency, scorer, stop, strategy, tables, top,"
                        + " trials, warm-start",
                "search: {trials: many} | run.yaml: search.trials must be a whole number from 1 to 100000000, got"
                        + " 'many'",
                "supernet: {steps: 1.5} | run.yaml: supernet.steps must be a whole number from 1 to 1000000000, got"
                        + " '1.5'",
                "supernet: {steps: 3, epochs: 1} | run.yaml: Give supernet.steps or supernet.epochs, not both",
                "search: {budget: {macs: [3, 1]}} | run.yaml: search.budget.macs must be the largest cost allowed, or a"
                        + " range [least, most], got '[3, 1]'",
                "retrain: {optimizer: {learning-rate: 0}} | run.yaml: retrain.optimizer.learning-rate must be a"
                        + " positive number, got 0.0",
                "data: {bacth: 3} | run.yaml: Unknown key bacth in data. Known: batch, name," + " settings",
                "search: 5 | run.yaml: search must be a section of keys and values, got '5'",
                "[1] | run.yaml: a configuration is a map of keys and values, got '[1]'",
                "space: {input: 32} | run.yaml: space.input must be text, got '32'",
            })
    void whatIsWrongIsNamedWithItsPathAndWhatIsAllowed(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @Test
    void brokenYamlAndDoubleKeysNameTheLine() {
        assertThatThrownBy(() -> parse("seed: 1\nspace: {name: x\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("run.yaml: line 3: not valid YAML");
        assertThatThrownBy(() -> parse("seed: 1\ntask: {}\nseed: 2"))
                .hasMessage("run.yaml: line 3: key 'seed' stands here twice");
    }

    @Test
    void overridesAreReadAsYamlAndMayAddSections() {
        RunConfig config = RunConfig.parse(
                "run.yaml",
                "search: {strategy: random, trials: 5}\nspace: fbnet-s",
                List.of(
                        "search.trials=50",
                        "search.budget.macs=[1e6, 2e6]",
                        "search.strategy.settings.population=8",
                        "space=mbconv-micro",
                        "data.settings.directory=a=b"));

        assertThat(config.search().settings().trials()).isEqualTo(50);
        assertThat(config.search().settings().budget().ranges()).containsEntry("macs", new Range(1e6, 2e6));
        assertThat(config.search().strategy().name()).isEqualTo("random");
        assertThat(config.search().strategy().settings()).isEqualTo(Map.of("population", 8));
        assertThat(config.space().component().name()).isEqualTo("mbconv-micro");
        assertThat(config.data().component().settings()).isEqualTo(Map.of("directory", "a=b"));
    }

    @ParameterizedTest
    @CsvSource({"data.settings.directory=#photos", "data.settings.directory=my photos #2"})
    void anOverrideIsNotCutOffAtARemark(String override) {
        assertThatThrownBy(() -> RunConfig.parse("run.yaml", "", List.of(override)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("'" + override + "': what follows # would be a remark. Put the value in quotes");
        RunConfig quoted = RunConfig.parse("run.yaml", "", List.of("data.settings.directory='my photos #2'"));
        assertThat(quoted.data().component().settings()).isEqualTo(Map.of("directory", "my photos #2"));
    }

    @ParameterizedTest
    @CsvSource({"search.trials", "=5", "search..trials=5"})
    void anOverrideWithoutKeyOrValueIsRefused(String override) {
        assertThatThrownBy(() -> RunConfig.parse("run.yaml", "", List.of(override)))
                .isInstanceOf(Overrides.MalformedException.class)
                .hasMessage("'" + override + "' is not KEY=VALUE, such as search.trials=50");
    }

    @Test
    void dataThatDoesNotAgreeWithTheSpaceIsRefused() {
        SpaceSection space = parse("space: {classes: 5}").space();

        assertThatThrownBy(() -> space.requireData(new Shape(28, 28, 1), 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("space.classes is 5, but the data has 10 classes");
    }

    @Test
    void aMissingOrUnreadableFileIsNamed() throws Exception {
        Path missing = directory.resolve("missing.yaml");
        Path latin = Files.write(directory.resolve("latin.yaml"), "a: ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigFile.load(missing, List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Configuration file " + missing + " does not exist");
        assertThatThrownBy(() -> ConfigFile.load(latin, List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it is not UTF-8 text");
    }

    private static RunConfig parse(String yaml) {
        return RunConfig.parse("run.yaml", yaml, List.of());
    }
}
