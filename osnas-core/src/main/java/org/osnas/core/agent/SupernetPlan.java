package org.osnas.core.agent;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;
import org.osnas.core.run.Identity;
import org.osnas.core.supernet.LearningTask;

/** What follows from a run for its supernet: the data that it learns from, its training, and what determines its bits. */
final class SupernetPlan {

    private final Run run;
    private @Nullable SupernetData data;
    private @Nullable TrainingAgent agent;
    private @Nullable TrainingSchedule started;

    SupernetPlan(Run run) {
        this.run = run;
    }

    /**
     * What the supernet learns from: a part is held out if a strategy learns mixtures of candidates, and that of a given
     * supernet if one did when it was trained.
     */
    SupernetData data() {
        if (data == null) {
            boolean divides = run.given()
                    .map(g -> g.run().supernetPlan().learnsMixtures())
                    .orElse(learnsMixtures());
            Check.that(
                    divides || !learnsMixtures(),
                    "Search strategy '%s' learns mixtures of candidates on images that the weights have not seen, but the supernet of %s has seen all. Train one for such a strategy",
                    run.searchStrategy().name(),
                    run.given().map(GivenSupernet::place).orElse("this run"));
            data = divides
                    ? SupernetData.divided(run.data(), run.supernet().heldOut())
                    : SupernetData.whole(run.data());
        }
        return data;
    }

    private boolean learnsMixtures() {
        return run.trainingStrategy().it().provides().contains(Capability.TRAINED_LOGITS)
                || run.parts()
                        .searchStrategy()
                        .filter(strategy -> strategy.it().requires().contains(Capability.RELAXED_MODEL))
                        .isPresent();
    }

    /** Whether anything of the run asks for shared weights: how it scores, what its search needs, or where retraining starts. */
    boolean isWanted() {
        return run.scorer().it().inherits()
                || run.retrain().needsSupernet()
                || run.parts()
                        .searchStrategy()
                        .filter(strategy -> !strategy.it().requires().isEmpty())
                        .isPresent();
    }

    Set<Capability> capabilities() {
        Set<Capability> given = EnumSet.noneOf(Capability.class);
        given.addAll(run.trainingStrategy().it().provides());
        data().heldOut().ifPresent(examples -> given.add(Capability.RELAXED_MODEL));
        return given;
    }

    Identity identity() {
        return run.given().map(g -> g.identity(run.supernet())).orElseGet(() -> Identities.supernet(run));
    }

    /** The supernet, to be trained, or as another run trained it. */
    SupernetTraining training() {
        if (run.given().isPresent()) {
            return run.given().get().run().supernetPlan().training().scoredWith(run.supernet(), data());
        }
        return new SupernetTraining(
                run.space(),
                learningTask(Seeds.derive(run.seed(), "supernet", 0)),
                data(),
                run.supernet(),
                takeSchedule(),
                identity(),
                run.seed(),
                run.checkpointEverySteps());
    }

    /** An agent of the task, for what needs no weights of its criteria. */
    TrainingAgent agent() {
        if (agent == null) {
            agent = learningTask(0).agent();
        }
        return agent;
    }

    /**
     * A new agent with new weights of its criteria, if they own some.
     *
     * @param seed of the first values of these
     */
    LearningTask learningTask(long seed) {
        return LearningTask.of(run.task(), run.space(), run.data().classes(), seed);
    }

    /**
     * Starts the training strategy, which refuses what it cannot work with. The next training goes on from here.
     *
     * @throws org.osnas.api.spi.BadInputException naming what it refuses
     */
    void start() {
        if (started == null) {
            started = run.trainingStrategy().it().start(context());
        }
    }

    // A schedule may learn, so that each training has one of its own.
    private TrainingSchedule takeSchedule() {
        TrainingSchedule schedule =
                started == null ? run.trainingStrategy().it().start(context()) : started;
        started = null;
        return schedule;
    }

    /** What the training strategy may know. */
    private TrainingContext context() {
        int perEpoch = data().training().batchesPerEpoch();
        return new TrainingContext(
                run.space(),
                run.costs(),
                run.search().budget(),
                run.supernet().length().steps(perEpoch),
                perEpoch,
                Seeds.derive(run.seed(), "paths", 0));
    }
}
