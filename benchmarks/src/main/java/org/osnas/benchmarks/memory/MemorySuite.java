package org.osnas.benchmarks.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.benchmarks.evaluate.RandomImages;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.benchmarks.suite.SuiteOptions;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.report.Table;
import org.osnas.tasks.classification.ImageClassification;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Memory of training a supernet along random paths, against each of the same paths as a network of its own. Counted in
 * the pool of arrays, so it neither depends on the machine nor includes weights, images or the JVM.
 */
@Command(name = "memory", mixinStandardHelpOptions = true, description = "Memory of a supernet's training steps.")
public final class MemorySuite implements Callable<Integer> {

    private static final double TARGET = 1.3;
    private static final String GROWTH_SPACE = "mbconv-micro";
    private static final int EARLY = 250;

    @Mixin
    private SpaceOption space;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(names = "--paths", defaultValue = "60", description = "Random paths (default: ${DEFAULT-VALUE}).")
    private int paths;

    @Mixin
    private SuiteOptions options;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MemorySuite()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (options.quick()) {
            paths = Math.min(paths, 8);
            batchSize = Math.min(batchSize, 4);
        }
        SearchSpace measured = space.space();
        RandomGenerator random = Seeds.generator(1, "paths", 0);
        List<Double> alone = new ArrayList<>();
        double together;
        try (RandomImages data = new RandomImages(measured.input(), SpaceOption.classes(measured), batchSize, 1);
                Batch batch = data.evaluation(Split.VALIDATION).next();
                Supernet supernet = Supernet.create(measured, 1)) {
            for (int i = 0; i < paths; i++) {
                Architecture path = random(measured, random);
                step(supernet, path, batch);
                try (Supernet network = Supernet.create(measured.restrictTo(path), 1)) {
                    Architecture only = Architecture.of(new int[network.space().depth()]);
                    step(network, only, batch);
                    step(network, only, batch);
                    alone.add(network.peakActivationBytes() / 1e6);
                }
            }
            together = supernet.peakActivationBytes() / 1e6;
        }
        report(measured, alone, together, growth(SpaceOption.space(GROWTH_SPACE), options.quick() ? 500 : 10_000));
        return 0;
    }

    private static Architecture random(SearchSpace space, RandomGenerator random) {
        return Architecture.of(Arrays.stream(space.sizes()).map(random::nextInt).toArray());
    }

    /** Many steps along random paths, of single images. */
    private static Growth growth(SearchSpace space, int steps) {
        RandomGenerator random = Seeds.generator(1, "growth", 0);
        long early = 0;
        try (RandomImages data = new RandomImages(space.input(), SpaceOption.classes(space), 1, 1);
                Batch batch = data.evaluation(Split.VALIDATION).next();
                Supernet supernet = Supernet.create(space, 1)) {
            for (int s = 0; s < steps; s++) {
                step(supernet, random(space, random), batch);
                early = s < EARLY ? supernet.peakActivationBytes() : early;
            }
            return new Growth(steps, early / 1e6, supernet.peakActivationBytes() / 1e6);
        }
    }

    /** Megabytes after the first {@value #EARLY} steps and after all. */
    private record Growth(int steps, double early, double late) {}

    private static void step(Supernet supernet, Architecture path, Batch batch) {
        new SupernetOptimizer(
                        supernet,
                        new ImageClassification().agent(new CriterionPlans()),
                        new OptimizerConfig(0.9, 4e-5, 5))
                .step(TrainingStep.of(PathChoice.of(path)), batch, 0.01);
    }

    private void report(SearchSpace measured, List<Double> alone, double together, Growth growth) throws Exception {
        double mean = alone.stream().mapToDouble(m -> m).average().orElseThrow();
        double largest = alone.stream().mapToDouble(m -> m).max().orElseThrow();
        long weights = measured.stem().params() + measured.head().block().params();
        for (ChoiceLayer layer : measured.layers()) {
            weights += layer.candidates().stream().mapToLong(Block::params).sum();
        }
        String table = Table.of("memory of a step, batch " + batchSize, "MB", "supernet to it", "target")
                .row("supernet, " + paths + " random paths", number(together), "", "")
                .row("the largest of them alone", number(largest), number(together / largest), number(TARGET))
                .row("the mean of them alone", number(mean), number(together / mean), number(TARGET))
                .row("weights of the supernet", number(4e-6 * weights), "", "")
                .row(GROWTH_SPACE + ", batch 1, after " + EARLY + " steps", number(growth.early()), "", "")
                .row(
                        GROWTH_SPACE + ", batch 1, after " + growth.steps() + " steps",
                        number(growth.late()),
                        "",
                        number(growth.early()))
                .markdown();
        System.out.print(table);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("space", space.name());
        details.put("batch", batchSize);
        details.put("paths", paths);
        details.put("supernetMegabytes", together);
        details.put("largestAloneMegabytes", largest);
        details.put("meanAloneMegabytes", mean);
        details.put("growth", growth);
        List<RatioLine> ratios = List.of(
                new RatioLine(
                        "memory of the supernet to the largest path alone",
                        together,
                        largest,
                        "MB",
                        "≤ " + number(TARGET)),
                new RatioLine(
                        "memory after " + growth.steps() + " steps to after " + EARLY,
                        growth.late(),
                        growth.early(),
                        "MB",
                        "≤ 1.00"));
        new SuiteResult("memory", table, ratios, details).write(options.output("memory"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
