package org.osnas.benchmarks.evaluate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Evaluation;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.benchmarks.suite.SuiteOptions;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Scores populations that evolution produced, together and one by one; the results must be equal to the last digit. The
 * evolution is that of SPOS (Guo et al. 2020, https://arxiv.org/abs/1904.00420): 1,000 trials, as 20 generations of 50.
 */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "A population together and one by one.")
public final class EvaluationSuite implements Callable<Integer> {

    @Mixin
    private SpaceOption space;

    @Option(names = "--population", defaultValue = "50", description = "Architectures (default: ${DEFAULT-VALUE}).")
    private int population;

    @Option(names = "--trials", defaultValue = "1000", description = "Of the evolution (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Mixin
    private SuiteOptions options;

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

    /**
     * One population.
     *
     * @param saving how many times fewer multiply-accumulates the choice layers need if each beginning runs once
     * @param same whether all scores are equal to the last digit
     */
    private record Result(String population, Times together, Times alone, double saving, boolean same) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EvaluationSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        System.err.println(ProcessSetup.apply());
        SearchSpace measured = space.space();
        EvolvedPopulation evolved = EvolvedPopulation.of(measured, population, trials);
        List<Result> results = new ArrayList<>();
        boolean quick = options.quick();
        try (PopulationScoring scoring =
                new PopulationScoring(measured, quick ? 16 : 64, quick ? 1 : 4, quick ? 1 : 2)) {
            results.add(compare("survivors", measured, evolved.survivors(), scoring));
            results.add(compare("last children", measured, evolved.children(), scoring));
        }
        report(results);
        return results.stream().allMatch(Result::same) ? 0 : 1;
    }

    private Result compare(
            String name, SearchSpace space, List<Architecture> architectures, PopulationScoring scoring) {
        Times together = new Times();
        Times alone = new Times();
        boolean same = true;
        // The first evaluation compiles the plans of blocks that never ran.
        scoring.together(architectures);
        for (int round = 0; round < (options.quick() ? 1 : 2); round++) {
            List<Map<String, Double>> group = new ArrayList<>();
            List<Map<String, Double>> single = new ArrayList<>();
            time(together, () -> scoring.together(architectures)).forEach(e -> group.add(e.metrics()));
            time(alone, () -> scoring.oneByOne(architectures)).forEach(e -> single.add(e.metrics()));
            same &= group.equals(single);
        }
        double saving =
                SharedPrefixes.saving(architectures, CostModel.analytic(space).table("macs"));
        return new Result(name, together, alone, saving, same);
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

    private void report(List<Result> results) throws Exception {
        Table table = Table.of(
                "population of " + population,
                "together s",
                "one by one s",
                "faster",
                "target",
                "faster, CPU time",
                "MACs saved by prefixes",
                "scores");
        for (Result r : results) {
            table = table.row(
                    r.population(),
                    seconds(r.together().wall()),
                    seconds(r.alone().wall()),
                    ratio(r.alone().wall() / r.together().wall()),
                    "3.00",
                    ratio(r.alone().cpu() / r.together().cpu()),
                    ratio(r.saving()),
                    r.same() ? "equal" : "NOT EQUAL");
        }
        System.out.print(table.markdown());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("space", space.name());
        details.put("trials", trials);
        details.put("quick", options.quick());
        details.put("results", results);
        List<RatioLine> ratios = results.stream()
                .map(r -> new RatioLine(
                        r.population() + ", one by one to together" + (r.same() ? "" : ", scores NOT EQUAL"),
                        r.alone().wall() / 1000,
                        r.together().wall() / 1000,
                        "s",
                        "≥ 3.00"))
                .toList();
        new SuiteResult("evaluate", table.markdown(), ratios, details).write(options.output("evaluate"));
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis / 1000);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
