package org.osnas.strategies.score;

import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.spi.Settings;

/**
 * The larger network is the better one: what every other scorer must beat.
 *
 * @param metric that the description of a space gives: {@code params}, {@code macs}
 */
public record CostProxy(String metric) implements ScoringMethod {

    @Override
    public Scorer start(ScoringContext context) {
        LookupTable table = context.costs().table(metric);
        return Scorer.each(table::cost);
    }

    private abstract static class Named implements ScorerProvider {
        private final Metric metric;
        private final String what;

        Named(Metric metric, String what) {
            this.metric = metric;
            this.what = what;
        }

        @Override
        public String name() {
            return metric.name();
        }

        @Override
        public String description() {
            return "the more " + what + " the better, untrained";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            settings.rejectUnknown();
            return new CostProxy(metric.name());
        }
    }

    /** Registers {@code params}. */
    public static final class Params extends Named {
        public Params() {
            super(Metric.PARAMS, "weights");
        }
    }

    /** Registers {@code macs}. */
    public static final class Macs extends Named {
        public Macs() {
            super(Metric.MACS, "multiply-accumulates");
        }
    }
}
