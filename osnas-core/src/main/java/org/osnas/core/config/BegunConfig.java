package org.osnas.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.agent.Run;
import org.osnas.core.internal.missing.MissingPluginException;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunStore;

/** The configuration that the run in a store was begun with, as it was resolved then. */
record BegunConfig(RunStore store, Registry registry) {

    static RunConfig of(RunStore store) {
        RunDescription description =
                store.description().orElseThrow(() -> new BadInputException(store + " holds no run"));
        Check.that(
                description.file().equals(RunDescription.CONFIG),
                "%s was begun by a program, without a configuration: only that program can go on with it",
                store);
        return RunConfig.parse(store + ", " + RunDescription.CONFIG, description.text(), List.of());
    }

    /** Checks that a configuration is the same. */
    void requireSame(RunConfig config) {
        RunConfig then = of(store);
        RunConfig now = config.withDefaults(registry).withData(config.data().withDefaults(registry));
        // Where the supernet of another run is now; which one it is decides its fingerprint.
        SupernetSection at =
                now.supernet().of().isPresent() && then.supernet().of().isPresent()
                        ? now.supernet().at(then.supernet().of())
                        : now.supernet();
        RunConfig same = new RunConfig(
                now.seed(),
                now.space(),
                now.task(),
                now.data(),
                at,
                now.search(),
                now.retrain(),
                now.checkpointEverySteps(),
                // They decide nothing.
                then.listeners());
        then.description().requireSame(store.toString(), same.description());
    }

    /**
     * The run, with the costs in its store.
     *
     * @param supernet where the supernet of another run is now, if it is not where it was
     */
    Run run(Optional<Path> supernet) {
        RunConfig config = of(store);
        try {
            return Resolution.of(config, registry, store)
                    .withSupernetAt(supernet)
                    .run(space -> store.costs(
                            space, config.search().settings().budget().ranges().keySet()))
                    .describedAs(store.description().orElseThrow());
        } catch (UnknownNameException e) {
            throw named(e);
        }
    }

    /** The space alone: no data is opened, no other file read. */
    SearchSpace space() throws IOException {
        DataDescription data = store.data()
                .orElseThrow(() -> new BadInputException(
                        store + " does not say what its data is. Go on with its search once, and it will"));
        try {
            return Resolution.of(of(store), registry, store).space(data);
        } catch (UnknownNameException e) {
            throw named(e);
        }
    }

    /** The same failure, or that a plug-in is missing if the run was begun with one of that name. */
    private BadInputException named(UnknownNameException failure) {
        try {
            JsonNode plugins = store.json(RunStore.ENVIRONMENT).orElseThrow().path(RunStore.PLUGINS);
            for (Map.Entry<String, JsonNode> plugin : plugins.properties()) {
                if (plugin.getKey().endsWith("'" + failure.given() + "'")) {
                    return new MissingPluginException(
                            store.toString(), plugin.getKey(), plugin.getValue().asText(), failure);
                }
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
