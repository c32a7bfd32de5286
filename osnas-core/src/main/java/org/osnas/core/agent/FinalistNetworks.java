package org.osnas.core.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.RunStore;

/** Makes networks of the architectures that a search chose, and exports the one with the best validation score. */
record FinalistNetworks(BegunRun begun) {

    /**
     * The networks in the order of their trials.
     *
     * @param seconds of the phases, to be added to
     */
    List<Retrained> make(List<Trial> chosen, Map<String, Double> seconds) throws IOException {
        Optional<FinalistJobs> jobs = FinalistJobs.of(begun);
        if (jobs.isPresent()) {
            jobs.get().train(chosen);
        }
        List<Retrained> made = new ArrayList<>();
        double total = 0;
        for (Trial trial : chosen) {
            Architecture architecture = trial.architecture();
            if (begun.run().retrain().from() == RetrainSettings.From.NONE) {
                try (InheritedNetwork network = begun.inherited(architecture)) {
                    made.add(evaluated(network, architecture));
                    keepBest(made, network::export, network.steps());
                }
            } else {
                Checkpoint state = begun.store().checkpoint(stateName(architecture));
                try (InheritedNetwork teacher = teacher(architecture);
                        Retraining retraining = retraining(architecture, state, teacher)) {
                    made.add(retraining.run(begun.control()));
                    keepBest(made, retraining::export, retraining.steps());
                    total += retraining.seconds();
                }
            }
        }
        seconds.put(Phase.RETRAIN.word(), total);
        return made;
    }

    private Retrained evaluated(InheritedNetwork network, Architecture architecture) {
        Run run = begun.run();
        return run.given()
                .map(given -> given.evaluated(
                        architecture, run.supernet(), () -> network.evaluate(run.data(), begun.control())))
                .orElseGet(() -> network.evaluate(run.data(), begun.control()));
    }

    private @Nullable InheritedNetwork teacher(Architecture student) throws IOException {
        Optional<Architecture> teacher =
                begun.run().retrain().teacher(begun.run().space(), student);
        return teacher.isPresent() ? begun.inherited(teacher.get()) : null;
    }

    /** Trains one of them to the end, or goes on with that, and leaves its state where it is told. */
    void train(Architecture architecture, Checkpoint state) throws IOException {
        try (InheritedNetwork teacher = teacher(architecture);
                Retraining retraining = retraining(architecture, state, teacher)) {
            retraining.train(begun.control());
        }
    }

    /** Name of the checkpoint that the training of one of them has in the store. */
    String stateName(Architecture architecture) {
        return finetunes() ? RunStore.finetuningName(architecture) : RunStore.retrainingName(architecture);
    }

    private boolean finetunes() {
        return begun.run().retrain().from() == RetrainSettings.From.INHERITED;
    }

    private Retraining retraining(Architecture architecture, Checkpoint state, @Nullable InheritedNetwork teacher)
            throws IOException {
        Run run = begun.run();
        Retraining retraining = finetunes()
                ? Retraining.finetuning(
                        run,
                        architecture,
                        run.data(),
                        run.retrain(),
                        run.seed(),
                        state,
                        begun.store().inherited(architecture))
                : new Retraining(run, architecture, run.data(), run.retrain(), run.seed(), state);
        if (teacher != null) {
            retraining.learnFrom(teacher);
        }
        return retraining;
    }

    /** Exports the last one if it is the best so far. */
    private void keepBest(List<Retrained> made, AtomicFile.Writer export, long steps) throws IOException {
        int last = made.size() - 1;
        if (best(made) != last) {
            return;
        }
        Run run = begun.run();
        Architecture architecture = made.get(last).architecture();
        begun.store().writeFile(RunStore.NETWORK, export);
        begun.store()
                .writeJson(
                        RunStore.NETWORK_INFO,
                        NetworkInfo.of(
                                        run.space(),
                                        architecture,
                                        run.costs().costs(architecture),
                                        run.seed(),
                                        run.retrain().from().gives(),
                                        steps,
                                        run.data().description())
                                .json());
    }

    /** The index of the best; among equals of the one that was chosen first. */
    static int best(List<Retrained> made) {
        int best = 0;
        for (int i = 1; i < made.size(); i++) {
            if (made.get(i).validation() > made.get(best).validation()) {
                best = i;
            }
        }
        return best;
    }
}
