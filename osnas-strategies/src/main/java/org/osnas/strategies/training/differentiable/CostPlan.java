package org.osnas.strategies.training.differentiable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.TrainingContext;

/**
 * The hardware loss as the settings ask for it, before the tables are known. {@code cost-loss} is one of
 *
 * <ul>
 *   <li>{@code hinge} (the default): hard limits, those of the run's budget, with multipliers that adapt themselves;
 *   <li>{@code linear}, {@code squared}: {@code cost-weight} (0.1, 1) times the cost, or its squared error, relative to
 *       {@code cost-target};
 *   <li>{@code log}: FBNet's form with {@code cost-alpha} (0.2) and {@code cost-beta} (0.6);
 *   <li>{@code power}: MnasNet's form with {@code cost-exponent} (0.07), relative to {@code cost-target};
 *   <li>{@code none}.
 * </ul>
 *
 * All but the first and the last are about one metric, {@code cost-metric}: by default that of the budget, or macs. The
 * target is by default the upper end of the budget.
 */
record CostPlan(Kind kind, Optional<String> metric, double target, double first, double second) {

    /** The forms of the loss. */
    enum Kind {
        HINGE,
        LINEAR,
        SQUARED,
        LOG,
        POWER,
        NONE;

        /** As in settings. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of {@link #target}, where the budget gives it. */
    private static final double FROM_BUDGET = 0;

    private static final double MICROSECONDS = 1000;

    static CostPlan read(Settings settings) {
        List<String> words = Arrays.stream(Kind.values()).map(Kind::toString).toList();
        Kind kind = Kind.values()[
                words.indexOf(settings.about("how the expected cost enters the loss")
                        .choice("cost-loss", words.get(0), words))];
        return switch (kind) {
            case LINEAR -> relative(settings, kind, "cost-weight", 0.1);
            case SQUARED -> relative(settings, kind, "cost-weight", 1);
            case POWER -> relative(settings, kind, "cost-exponent", 0.07);
            case LOG ->
                new CostPlan(
                        kind,
                        settings.about("cost that the loss counts; that of the budget if it has one")
                                .text("cost-metric"),
                        FROM_BUDGET,
                        settings.about("weight of the cost").number("cost-alpha", 0.2, 0, 1e9),
                        settings.about("exponent of the cost").number("cost-beta", 0.6, 0, 100));
            case HINGE, NONE -> new CostPlan(kind, Optional.empty(), FROM_BUDGET, 0, 0);
        };
    }

    private static CostPlan relative(Settings settings, Kind kind, String key, double value) {
        return new CostPlan(
                kind,
                settings.about("cost that the loss counts; that of the budget if it has one")
                        .text("cost-metric"),
                settings.about("cost that is aimed at; 0 for the largest of the budget")
                        .number("cost-target", FROM_BUDGET, 0, Double.MAX_VALUE),
                settings.number(key, value, 0, 1e9),
                0);
    }

    /**
     * @param updates of the logits in the training
     */
    CostTerm start(TrainingContext context, long updates) {
        return switch (kind) {
            case HINGE -> HardLimit.of(context.budget().ranges(), context.space(), context.costs(), updates);
            case NONE -> HardLimit.of(Map.of(), context.space(), context.costs(), updates);
            case LOG -> logarithmic(table(context));
            case LINEAR -> relative(context, CostLoss.Linear::new);
            case SQUARED -> relative(context, CostLoss.Squared::new);
            case POWER -> relative(context, CostLoss.Power::new);
        };
    }

    private CostTerm relative(TrainingContext context, BiFunction<Double, Double, CostLoss> loss) {
        LookupTable table = table(context);
        return SoftCost.of(table, 1, loss.apply(first, reference(context, table)));
    }

    // FBNet counts latency in microseconds; tables hold milliseconds.
    private CostTerm logarithmic(LookupTable table) {
        double unit = table.metric().unit().equals("ms") ? MICROSECONDS : 1;
        Check.that(
                unit * table.min() > 1,
                "cost-loss log needs costs above 1, but the cheapest architecture has %s %s. Take cost-loss power",
                table.min(),
                table.metric().unit());
        return SoftCost.of(table, unit, new CostLoss.Log(first, second));
    }

    private LookupTable table(TrainingContext context) {
        var metrics = context.budget().ranges().keySet();
        String name = metric.orElse(metrics.size() == 1 ? metrics.iterator().next() : "macs");
        LookupTable table = context.costs().table(name);
        Check.that(
                table.metric().combination() == Combination.SUM,
                "cost-loss %s needs a metric that adds up over the layers, such as macs, but %s is a peak. Set"
                        + " cost-metric, or leave cost-loss out and let the search keep the budget",
                kind,
                name);
        return table;
    }

    private double reference(TrainingContext context, LookupTable table) {
        if (target > 0) {
            return target;
        }
        Range range = context.budget().ranges().get(table.metric().name());
        if (range == null || !(range.max() > 0 && Double.isFinite(range.max()))) {
            throw new BadInputException(("cost-loss %s of training strategy 'differentiable' needs a target for %s. Set"
                            + " cost-target, or a budget on %s")
                    .formatted(kind, table.metric(), table.metric()));
        }
        return range.max();
    }
}
