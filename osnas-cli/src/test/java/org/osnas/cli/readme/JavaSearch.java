package org.osnas.cli.readme;

import java.io.IOException;
import java.util.Map;
import org.osnas.api.cost.Budget;
import org.osnas.api.space.Backbone;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Dataflow;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.Steps;
import org.osnas.core.agent.Trials;
import org.osnas.core.run.RunResult;
import org.osnas.spaces.MbconvMicro;
import org.osnas.strategies.search.RandomSearch;
import org.osnas.strategies.training.UniformTraining;
import org.osnas.tasks.classification.ImageClassification;
import org.osnas.tasks.dataflow.FashionMnistSubsetProvider;

/** A whole search as a program: no configuration, no registry, no file. */
public final class JavaSearch {

    private JavaSearch() {}

    static RunResult search() throws IOException {
        Criterion brier = (graph, outputs, labels) -> graph.math()
                .square(graph.nn().softmax(outputs.only(), 1).sub(labels))
                .sum(1)
                .mean();
        Settings images = Settings.of("data", Map.of("limit", 1200, "test-limit", 400));
        try (Dataflow data = new FashionMnistSubsetProvider().create(images, 32, 1)) {
            Backbone space = new MbconvMicro().create(data.input(), Settings.empty());
            return Run.of(space, new ImageClassification(brier), data)
                    .supernet(new UniformTraining(false), Steps.of(60))
                    .search(new RandomSearch(), Trials.of(12), Budget.atMost("macs", 1.6e6))
                    .retrain(Steps.of(60))
                    .inMemory()
                    .run(RunListener.NONE);
        }
    }
}
