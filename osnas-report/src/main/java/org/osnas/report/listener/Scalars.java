package org.osnas.report.listener;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunListener;
import org.osnas.core.run.RunResult;

/** What happens in a run as named numbers over a step: the same names for every place that keeps them. */
abstract class Scalars implements RunListener {

    private final int every;
    private Phase phase = Phase.SUPERNET;
    private long total;
    private double best = Double.NEGATIVE_INFINITY;

    /**
     * @param every so many training steps one is kept; trials are all kept
     */
    Scalars(int every) {
        this.every = every;
    }

    /** Keeps numbers of one moment. */
    abstract void keep(Map<String, Double> values, long step);

    @Override
    public void begin(Phase newPhase, String detail, long done, long newTotal) {
        phase = newPhase;
        total = newTotal;
    }

    @Override
    public void step(long done, double loss, double learningRate) {
        if (done % every == 0 || done == total || done == 1) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put(phase.word() + "/loss", loss);
            values.put(phase.word() + "/learning-rate", learningRate);
            keep(values, done);
        }
    }

    @Override
    public void validation(long done, double score) {
        keep(Map.of(phase.word() + "/validation", score), done);
    }

    @Override
    public void trial(long done, Trial trial) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (trial.complete()) {
            best = Math.max(best, trial.score());
            values.put("search/score", trial.score());
            values.put("search/best-score", best);
        }
        new TreeMap<>(trial.costs()).forEach((metric, cost) -> values.put("search/" + metric, cost));
        keep(values, done);
    }

    /** The numbers that a run ends with. */
    static Map<String, Double> ends(RunResult result) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("result/score", result.winner().score());
        values.put("result/validation", result.network().validation());
        values.put("result/test", result.network().test());
        new TreeMap<>(result.winner().costs()).forEach((metric, cost) -> values.put("result/" + metric, cost));
        return values;
    }

    @Override
    public void result(RunResult result) {
        keep(ends(result), 0);
    }
}
