package org.osnas.benchmarks.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.classification.ImageClassification;

/** A supernet that scores architectures on random images, with recalibrated batch normalisation. */
final class PopulationScoring implements AutoCloseable {

    private final Supernet supernet;
    private final RandomImages data;
    private final SupernetEvaluator evaluator;

    /**
     * @param batch images of a batch
     * @param batches to score on
     * @param calibration batches to recalibrate with
     */
    PopulationScoring(SearchSpace space, int batch, int batches, int calibration) {
        supernet = Supernet.create(space, 1);
        data = new RandomImages(space.input(), SpaceOption.classes(space), batch, batches);
        evaluator = new SupernetEvaluator(
                supernet,
                data,
                new ImageClassification().agent(new CriterionPlans()),
                BatchNormMode.RECALIBRATE,
                calibration);
    }

    List<Evaluation> together(List<Architecture> population) {
        return evaluator.evaluate(population, Split.VALIDATION);
    }

    List<Evaluation> oneByOne(List<Architecture> population) {
        List<Evaluation> all = new ArrayList<>();
        for (Architecture architecture : population) {
            all.addAll(evaluator.evaluate(List.of(architecture), Split.VALIDATION));
        }
        return all;
    }

    @Override
    public void close() {
        data.close();
        supernet.close();
    }
}
