package org.osnas.core.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.training.TrainingStrategyProvider;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.job.JobRunnerProvider;

/**
 * The settings of a component, learned by letting it read: so they are those that it knows, with the defaults and ranges
 * that it checks.
 */
final class ComponentReading {

    private ComponentReading() {}

    /** In the order in which the component reads them. */
    static List<Setting> of(Component component, int trials) {
        try {
            Path nothing = Files.createTempDirectory("osnas");
            try {
                Settings settings = component instanceof DataflowProvider
                        ? Settings.of(
                                "settings",
                                Map.of(
                                        "directory",
                                        nothing.toString(),
                                        "file",
                                        nothing.resolve("none").toString()))
                        : Settings.empty();
                read(component, settings);
                return settings.known(trials);
            } finally {
                Files.delete(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Component component, Settings settings) {
        try {
            create(component, settings);
        } catch (BadInputException e) {
            // A folder without data, or a setting that has no default: what comes before was read.
            return;
        }
    }

    /** Makes the component, so that it reads its settings, and drops it. */
    static void create(Component component, Settings settings) {
        if (component instanceof SpaceProvider space) {
            space.create(space.defaultInput(), settings);
        } else if (component instanceof TrainingStrategyProvider strategy) {
            strategy.create(settings);
        } else if (component instanceof SearchStrategyProvider strategy) {
            strategy.create(settings);
        } else if (component instanceof ScorerProvider scorer) {
            scorer.create(settings);
        } else if (component instanceof ListenerProvider listener) {
            listener.create(settings);
        } else if (component instanceof JobRunnerProvider runner) {
            runner.create(settings);
        } else if (component instanceof CriterionProvider criterion) {
            criterion.create(settings);
        } else if (component instanceof TaskProvider task) {
            task.create((graph, outputs, labels) -> labels, settings);
        } else if (component instanceof DataflowProvider data) {
            try (Dataflow opened = data.create(settings, 1, 1)) {
                opened.batchSize();
            }
        }
    }
}
