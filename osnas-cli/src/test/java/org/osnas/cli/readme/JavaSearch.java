package org.osnas.cli.readme;

import java.io.IOException;
import java.nio.file.Path;
import org.osnas.api.cost.Budget;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Dataflow;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.Steps;
import org.osnas.core.agent.Trials;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.report.RunReport;
import org.osnas.spaces.MbconvMicro;
import org.osnas.strategies.search.EvolutionSearch;
import org.osnas.strategies.training.UniformTraining;
import org.osnas.tasks.classification.ImageClassification;
import org.osnas.tasks.dataflow.ArrayDataflow;
import org.osnas.tasks.dataflow.Augmentation;

/** A whole search as a program: no configuration, no registry, and no file but its page. */
public final class JavaSearch {

    private JavaSearch() {}

    static RunResult search(float[][] images, int[] classes, Path page) throws IOException {
        Criterion brier = (graph, outputs, labels) -> graph.math()
                .square(graph.nn().softmax(outputs.only(), 1).sub(labels))
                .sum(1)
                .mean();
        Dataflow data = ArrayDataflow.of(new Shape(28, 28, 1), images, classes)
                .augment(new Augmentation(2, true, 0))
                .batch(32)
                .open();
        RunStore store = RunStore.inMemory();
        try (Run run = Run.of(new MbconvMicro().create(data.input()), new ImageClassification(brier), data)
                .supernet(new UniformTraining(), Steps.of(100))
                .search(new EvolutionSearch(), Trials.of(12), Budget.atMost("macs", 1.6e6))
                .retrain(Steps.of(100))) {
            RunResult result = run.in(store).run(RunListener.NONE);
            RunReport.of(run, store).orElseThrow().write(page);
            return result;
        }
    }
}
