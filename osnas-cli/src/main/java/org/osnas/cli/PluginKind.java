package org.osnas.cli;

import java.util.Locale;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.training.TrainingStrategyProvider;

/** A kind of component that {@code osnas new} begins a project for. */
enum PluginKind {
    SEARCH_STRATEGY(SearchStrategyProvider.class, "osnas-api", "--set search.strategy=@NAME@"),
    TRAINING_STRATEGY(TrainingStrategyProvider.class, "osnas-api", "--set supernet.strategy=@NAME@"),
    SPACE(SpaceProvider.class, "osnas-spaces", "--set space=@NAME@ --set 'search.budget={}'"),
    TASK(TaskProvider.class, "osnas-api", "--set task.name=@NAME@"),
    CRITERION(CriterionProvider.class, "osnas-api", "--set task.criterion=@NAME@"),
    DATAFLOW(
            DataflowProvider.class,
            "osnas-api",
            "--set data.name=@NAME@ --set 'data.settings={}' --set 'search.budget={}'");

    private final Class<?> service;
    private final String module;
    private final String setting;

    PluginKind(Class<?> service, String module, String setting) {
        this.service = service;
        this.module = module;
        this.setting = setting;
    }

    /** As on the command line: {@code search-strategy}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Name of the service file. */
    String service() {
        return service.getName();
    }

    /** The class that the service file lists. */
    String provider(String className) {
        return this == SPACE ? className : className + "$Provider";
    }

    /** Module of OSNAS that the component's code needs. */
    String module() {
        return module;
    }

    /** Whether its code works with tensors. */
    boolean usesTensors() {
        return this == TASK || this == CRITERION || this == DATAFLOW;
    }

    /** Arguments of {@code osnas} that try the component of a name. */
    String trial(String name) {
        return "search -c examples/tiny.yaml " + setting.replace("@NAME@", name);
    }
}
