package org.osnas.core.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.task.Split;
import org.osnas.core.run.EarlyStops;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.supernet.SupernetRelaxation;

/**
 * The predefined pipeline: trains the supernet, searches it, trains the best architectures from scratch, and writes
 * the result. It can be stopped or killed at any moment and run again on the same folder: it goes on from the last
 * checkpoint and ends with the same bits.
 */
public final class MainAgent {

    private final Experiment experiment;
    private final RunFolder folder;
    private final RunControl control;

    public MainAgent(Experiment experiment, RunFolder folder, RunControl control) {
        this.experiment = experiment;
        this.folder = folder;
        this.control = control;
    }

    /**
     * Runs what is left to do.
     *
     * @throws RunStoppedException if it was asked to stop; all progress is saved
     * @throws DivergedException if a training ran into values that are not numbers
     */
    public RunResult run() throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        List<Trial> trials = searchSupernet(seconds);
        List<Trial> ranked = Search.ranked(trials);
        if (ranked.isEmpty()) {
            throw new IllegalStateException("The search gave no architecture with a score");
        }
        Objectives objectives = experiment.searcher().objectives();
        List<Trial> front = Finalists.front(ranked, objectives);
        List<Trial> chosen = Finalists.of(
                ranked, front, objectives, experiment.config().retrain().finalists());
        List<Retrained> finalists = retrain(chosen, seconds);
        Retrained best = finalists.get(best(finalists));
        Trial winner = chosen.get(finalists.indexOf(best));
        int top = Math.min(experiment.config().search().top(), ranked.size());
        RunResult result = new RunResult(
                experiment.space(),
                experiment.config().search().budget(),
                experiment.config().seed(),
                winner,
                finalists,
                ranked.subList(0, top),
                objectives,
                front,
                experiment.config().search().earlyStop().map(early -> EarlyStops.of(trials)),
                seconds);
        folder.write(result);
        return result;
    }

    private List<Trial> searchSupernet(Map<String, Double> seconds) throws IOException {
        try (TrainedSupernet supernet = TrainedSupernet.of(experiment, folder, control);
                SupernetRelaxation relaxed = relaxation(supernet)) {
            seconds.put(Phase.SUPERNET.word(), supernet.seconds());
            Search search = new Search(
                    experiment.searcher(),
                    experiment.searchContext(Optional.ofNullable(relaxed), supernet.logits()),
                    folder.trials(),
                    supernet.trialScorer(Split.VALIDATION),
                    experiment.config().search().batch());
            List<Trial> trials =
                    search.run(control, experiment.config().search().strategy().name());
            seconds.put(Phase.SEARCH.word(), search.seconds());
            return trials;
        }
    }

    private SupernetRelaxation relaxation(TrainedSupernet supernet) {
        return experiment.searcher().requires().contains(Capability.RELAXED_MODEL)
                ? supernet.relaxation().orElse(null)
                : null;
    }

    private List<Retrained> retrain(List<Trial> chosen, Map<String, Double> seconds) throws IOException {
        List<Retrained> finalists = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Architecture architecture = chosen.get(i).architecture();
            try (Retraining retraining = new Retraining(
                    experiment, experiment.config().retrain(), architecture, folder.retraining(architecture))) {
                finalists.add(retraining.run(control));
                if (best(finalists) == i) {
                    retraining.export(folder.network());
                }
                total += retraining.seconds();
            }
        }
        seconds.put(Phase.RETRAIN.word(), total);
        return finalists;
    }

    // Among equals the one that was chosen first.
    private static int best(List<Retrained> finalists) {
        int best = 0;
        for (int i = 1; i < finalists.size(); i++) {
            if (finalists.get(i).validation() > finalists.get(best).validation()) {
                best = i;
            }
        }
        return best;
    }
}
