package org.osnas.benchmarks.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.LookupTable;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Retraining;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.RuntimeTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.Store;
import org.osnas.core.run.TrialLog;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.onnx.OnnxRuntimeLatency;

/**
 * Searches the supernet of a finished run under 20 budgets on MACs and 20 on latency in ONNX Runtime, in one process,
 * and compares the time with one retraining; also whether the original search gives the original trials.
 */
public final class BudgetSweep {

    private static final int BUDGETS = 20;

    private final Run trained;
    private final Run given;

    private BudgetSweep(Run trained, RunFolder folder) {
        this.trained = trained;
        given = trained.retrain(RetrainSettings.NONE).supernetOf(trained, folder);
    }

    /** Of the run whose folder is the only argument. */
    public static void main(String[] args) throws IOException {
        ProcessSetup.apply();
        try (RunFolder folder = RunFolder.read(Path.of(args[0]));
                Run run = RunConfig.resume(folder, Registry.standard())) {
            BudgetSweep sweep = new BudgetSweep(run, folder);
            boolean same = sweep.original(folder);
            say("original trials bit for bit: %s", same);
            long start = System.nanoTime();
            LookupTable latency = new RuntimeTables(
                            new OnnxRuntimeLatency(), LatencyOptions.DEFAULT.withThreads(1), System.err::println)
                    .make(run.space(), OptionalInt.empty())
                    .table();
            say("table of latency: %.1f s", seconds(start));
            start = System.nanoTime();
            int met = sweep.under(sweep.given, run.costs().table("macs"));
            met += sweep.under(sweep.given.table(latency), latency);
            double all = seconds(start);
            say("%d of %d searches within their budget, %.1f s together", met, 2 * BUDGETS, all);
            start = System.nanoTime();
            sweep.retrain(folder);
            double once = seconds(start);
            say("one retraining: %.1f s", once);
            SuiteResult.writeRatios(
                    "budgets",
                    List.of(
                            new RatioLine("one retraining to %d searches".formatted(2 * BUDGETS), once, all, "s", ""),
                            new RatioLine("results within their budget to searches", met, 2 * BUDGETS, "", "1.00")),
                    Map.of("run", args[0], "originalTrials", same));
        }
    }

    private boolean original(RunFolder folder) throws IOException {
        RunStore again = RunStore.inMemory();
        given.in(again).run(RunListener.NONE);
        return trials(again.trials()).equals(trials(folder.trials()));
    }

    private static List<?> trials(TrialLog log) {
        return log.entries().stream().map(TrialLog.Entry::trial).toList();
    }

    /** Budgets from a little above the cheapest network to the dearest; how many of the results keep theirs. */
    private int under(Run run, LookupTable table) throws IOException {
        String metric = table.metric().name();
        int met = 0;
        for (int i = 1; i <= BUDGETS; i++) {
            double most = table.min() + (table.max() - table.min()) * i / BUDGETS;
            RunResult result = run.search(run.searchStrategy(), run.search().withBudget(Budget.atMost(metric, most)))
                    .in(RunStore.inMemory())
                    .run(RunListener.NONE);
            met += table.cost(result.winner().architecture()) <= most ? 1 : 0;
        }
        return met;
    }

    private void retrain(RunFolder folder) throws IOException {
        TrialLog.Entry first = folder.trials().entries().get(0);
        try (Retraining retraining = new Retraining(
                trained,
                first.trial().architecture(),
                trained.data(),
                trained.retrain(),
                trained.seed(),
                Store.inMemory().checkpoint("retraining"))) {
            retraining.run(RunControl.unattended());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
