package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.Search;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.TrialLog;
import org.osnas.core.supernet.SupernetRelaxation;

/**
 * Every training strategy with every search strategy: each pair runs to a scored architecture, or is refused before
 * anything trains. New components take part by being registered.
 */
record StrategyMatrix(Path directory, String name, String parts) {

    /** Needs mixtures, so that its supernet has examples held out for them. */
    private static final String LEARNER = "architecture-generator";

    static final Registry REGISTRY = Registry.standard();

    /**
     * What became of the pairs, each written {@code training search}.
     *
     * @param ran how many found something
     * @param refused pairs that lack logits
     * @param withoutTeacher pairs whose training strategy distils what the task cannot
     */
    record Outcome(int ran, Set<String> refused, Set<String> withoutTeacher) {}

    static List<String> names(Kind<? extends Component> kind) {
        Collection<? extends Component> all = REGISTRY.all(kind);
        return all.stream().map(Component::name).toList();
    }

    Outcome run() throws IOException {
        Set<String> refused = new TreeSet<>();
        Set<String> withoutTeacher = new TreeSet<>();
        int ran = 0;
        for (String trainingStrategy : names(Kind.TRAINING_STRATEGY)) {
            List<Run> runs = new ArrayList<>();
            for (String searchStrategy : names(Kind.SEARCH_STRATEGY)) {
                try {
                    runs.add(open(trainingStrategy, searchStrategy));
                } catch (MissingCapabilityException e) {
                    assertThat(e.capability()).isEqualTo(Capability.TRAINED_LOGITS);
                    refused.add(trainingStrategy + " " + searchStrategy);
                } catch (MissingAbilityException e) {
                    assertThat(e.ability()).isEqualTo(Distils.class);
                    withoutTeacher.add(trainingStrategy + " " + searchStrategy);
                }
            }
            if (!runs.isEmpty()) {
                ran += run(runs, open(trainingStrategy, LEARNER), name + "-" + trainingStrategy);
            }
            runs.forEach(Run::close);
        }
        assertThat(refused.size() + withoutTeacher.size() + ran)
                .isEqualTo(names(Kind.TRAINING_STRATEGY).size()
                        * names(Kind.SEARCH_STRATEGY).size());
        return new Outcome(ran, refused, withoutTeacher);
    }

    private Run open(String trainingStrategy, String searchStrategy) throws IOException {
        Path file = directory.resolve("matrix.yaml");
        Files.writeString(
                file,
                parts
                        + """
                          supernet: {strategy: %s, steps: 1, held-out: 0.1, recalibration-batches: 1}
                          search: {strategy: %s, trials: 2, batch: 2}
                          """
                                .formatted(trainingStrategy, searchStrategy));
        List<String> quick =
                searchStrategy.equals(LEARNER) ? List.of("search.strategy.settings.steps=1") : List.<String>of();
        return ConfigFile.load(file, quick).resolve(REGISTRY).check();
    }

    /** Trains one supernet and searches it with every strategy; how many found something. */
    private int run(List<Run> runs, Run training, String folderName) throws IOException {
        RunControl control = RunControl.unattended();
        try (training;
                RunFolder folder = RunFolder.create(directory.resolve(folderName))) {
            try (TrainedSupernet supernet = training.in(folder).trainSupernet(control)) {
                for (Run run : runs) {
                    search(run, supernet, folder, control);
                }
            }
        }
        return runs.size();
    }

    private static void search(Run run, TrainedSupernet supernet, RunFolder folder, RunControl control)
            throws IOException {
        String strategy = run.searchStrategy().name();
        TrialLog log = TrialLog.open(folder.lines(strategy + ".jsonl", "Delete the file."));
        Scorer scorer = supernet.scorer(Split.VALIDATION);
        try (SupernetRelaxation relaxed = supernet.relaxation().orElseThrow()) {
            List<Trial> trials = new Search(
                            run.searchStrategy().it(),
                            supernet.logits()
                                    .map(run.searchContext().withRelaxed(relaxed)::withLogits)
                                    .orElse(run.searchContext().withRelaxed(relaxed)),
                            log,
                            scorer,
                            2)
                    .run(control, strategy);

            assertThat(trials).as(strategy).isNotEmpty();
            assertThat(trials)
                    .as(strategy)
                    .extracting(Trial::score)
                    .isEqualTo(scorer
                            .score(trials.stream().map(Trial::architecture).toList())
                            .stream()
                            .map(Score::value)
                            .toList());
        }
    }
}
