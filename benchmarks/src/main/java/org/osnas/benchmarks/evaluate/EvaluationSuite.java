package org.osnas.benchmarks.evaluate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.benchmarks.report.MarkdownTable;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetEvaluator;
import org.osnas.tasks.classification.ImageClassificationAgent;
import org.osnas.tasks.criterion.CrossEntropy;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a population that evolution produced, together and one by one; the results must be equal to the last digit. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "A population together and one by one.")
public final class EvaluationSuite implements Callable<Integer> {

    @Option(names = "--space", defaultValue = "fbnet-s", description = "Search space (default: ${DEFAULT-VALUE}).")
    private String spaceName;

    @Option(names = "--population", defaultValue = "50", description = "Architectures (default: ${DEFAULT-VALUE}).")
    private int population;

    @Option(names = "--trials", defaultValue = "500", description = "Of the evolution (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Option(names = "--quick", description = "A look instead of a measurement: few small batches, one round.")
    private boolean quick;

    @Option(names = "--output", description = "JSON file to write.", defaultValue = "target/results/evaluate.json")
    private Path output;

    /** Times of one way of evaluating, in the order of the rounds. */
    private record Times(List<Double> wallMillis, List<Double> cpuMillis) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        double wall() {
            return wallMillis.stream().min(Double::compare).orElseThrow();
        }

        double cpu() {
            return cpuMillis.stream().min(Double::compare).orElseThrow();
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EvaluationSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Registry registry = Registry.standard();
        ComponentRef ref = ComponentRef.of("benchmark", spaceName);
        SpaceProvider provider = registry.find(Kind.SPACE, ref);
        SearchSpace space = registry.space(ref, provider.defaultInput(), provider.defaultClasses());
        List<Architecture> architectures = EvolvedPopulation.of(space, population, trials);
        Times together = new Times();
        Times alone = new Times();
        boolean same = true;
        try (Supernet supernet = Supernet.create(space, 1);
                RandomImages data = new RandomImages(space.input(), space.classes(), quick ? 16 : 64, quick ? 1 : 4)) {
            SupernetEvaluator evaluator = new SupernetEvaluator(
                    supernet,
                    data,
                    new ImageClassificationAgent(new CrossEntropy(0), 5),
                    BatchNormMode.RECALIBRATE,
                    quick ? 1 : 2);
            evaluator.evaluate(architectures.subList(0, quick ? 5 : population), Split.VALIDATION);
            for (int round = 0; round < (quick ? 1 : 3); round++) {
                List<Map<String, Double>> group = new ArrayList<>();
                List<Map<String, Double>> single = new ArrayList<>();
                time(together, () -> evaluator.evaluate(architectures, Split.VALIDATION))
                        .forEach(e -> group.add(e.metrics()));
                time(alone, () -> {
                            List<Evaluation> all = new ArrayList<>();
                            for (Architecture a : architectures) {
                                all.addAll(evaluator.evaluate(List.of(a), Split.VALIDATION));
                            }
                            return all;
                        })
                        .forEach(e -> single.add(e.metrics()));
                same &= group.equals(single);
            }
        }
        report(space, architectures, together, alone, same);
        return same ? 0 : 1;
    }

    private interface Work {
        List<Evaluation> run();
    }

    private static List<Evaluation> time(Times times, Work work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        List<Evaluation> result = work.run();
        times.wallMillis().add((System.nanoTime() - start) / 1e6);
        times.cpuMillis().add((system.getProcessCpuTime() - cpu) / 1e6);
        return result;
    }

    private void report(SearchSpace space, List<Architecture> architectures, Times together, Times alone, boolean same)
            throws Exception {
        int blocks = space.depth() * architectures.size();
        double shared = (double) blocks / SharedPrefixes.count(architectures);
        String table = new MarkdownTable(
                        "population of " + population, "together s", "one by one s", "faster", "target")
                .row(
                        "time",
                        seconds(together.wall()),
                        seconds(alone.wall()),
                        ratio(alone.wall() / together.wall()),
                        "3.00")
                .row("CPU time", seconds(together.cpu()), seconds(alone.cpu()), ratio(alone.cpu() / together.cpu()), "")
                .row("choice layers run", "", "", ratio(shared), "")
                .toString();
        table += "\nScores and losses are " + (same ? "equal to the last digit.\n" : "NOT EQUAL.\n");
        System.out.print(table);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("space", space.name());
        details.put("quick", quick);
        details.put("same_scores", same);
        details.put("together", together);
        details.put("one_by_one", alone);
        new SuiteResult("evaluate", table, details).write(output);
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis / 1000);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
