package org.osnas.core.registry;

import java.util.List;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.space.SpaceFileReader;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Component;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.training.TrainingStrategyProvider;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.job.JobRunnerProvider;

/**
 * A kind of component that can be plugged in.
 *
 * @param type the provider interface, also the name of the service file
 * @param word in messages: {@code search strategy}
 * @param plural as in {@code osnas list search-strategies}
 */
public record Kind<P extends Component>(Class<P> type, String word, String plural) {

    public static final Kind<SpaceProvider> SPACE = new Kind<>(SpaceProvider.class, "search space", "spaces");
    public static final Kind<TrainingStrategyProvider> TRAINING_STRATEGY =
            new Kind<>(TrainingStrategyProvider.class, "training strategy", "training-strategies");
    public static final Kind<SearchStrategyProvider> SEARCH_STRATEGY =
            new Kind<>(SearchStrategyProvider.class, "search strategy", "search-strategies");
    public static final Kind<ScorerProvider> SCORER = new Kind<>(ScorerProvider.class, "scorer", "scorers");
    public static final Kind<TaskProvider> TASK = new Kind<>(TaskProvider.class, "task", "tasks");
    public static final Kind<CriterionProvider> CRITERION =
            new Kind<>(CriterionProvider.class, "criterion", "criteria");
    public static final Kind<DataflowProvider> DATAFLOW = new Kind<>(DataflowProvider.class, "dataflow", "dataflows");
    public static final Kind<LatencyRuntime> RUNTIME = new Kind<>(LatencyRuntime.class, "runtime", "runtimes");

    public static final Kind<ListenerProvider> LISTENER = new Kind<>(ListenerProvider.class, "listener", "listeners");

    public static final Kind<JobRunnerProvider> RUNNER = new Kind<>(JobRunnerProvider.class, "runner", "runners");

    /** Not listed: it has no names to choose from, a file's ending decides. */
    static final Kind<SpaceFileReader> SPACE_FILE =
            new Kind<>(SpaceFileReader.class, "reader of space files", "space file readers");

    /** All kinds, in the order in which they are listed. */
    public static List<Kind<? extends Component>> all() {
        return List.of(
                SPACE,
                TRAINING_STRATEGY,
                SEARCH_STRATEGY,
                SCORER,
                TASK,
                CRITERION,
                DATAFLOW,
                RUNTIME,
                LISTENER,
                RUNNER);
    }

    @Override
    public String toString() {
        return word;
    }
}
