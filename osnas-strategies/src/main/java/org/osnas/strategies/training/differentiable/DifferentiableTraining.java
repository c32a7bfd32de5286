package org.osnas.strategies.training.differentiable;

import java.util.Set;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * Differentiable architecture search: a logit for every candidate, trained by gradient descent on held-out examples while
 * the weights are trained on the others.
 *
 * <p>First the weights warm up with all logits zero. Then, before every so many steps of the weights, a mixture is made of
 * the logits by the {@link Relaxer}; its loss on a held-out batch goes back through the mixture to the logits, the
 * {@link CostTerm} adds what the hardware asks for, and Adam moves them. The weights are always trained on what the
 * relaxer makes of the logits at that moment. This is the first-order method of DARTS (Liu et al. 2019,
 * https://arxiv.org/abs/1806.09055); the relaxers of FBNet, GDAS and ProxylessNAS cite their papers.
 */
public final class DifferentiableTraining implements TrainingStrategy {

    private final LogitTraining settings;
    private final CostPlan cost;

    DifferentiableTraining(LogitTraining settings, CostPlan cost) {
        this.settings = settings;
        this.cost = cost;
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if the hardware loss names a metric without a table, or has no target
     */
    @Override
    public LearningSchedule start(TrainingContext context) {
        CostTerm term = cost.start(context, settings.updates(context));
        return new DifferentiableSchedule(settings, context, term);
    }

    @Override
    public Set<Capability> provides() {
        return Set.of(Capability.TRAINED_LOGITS);
    }

    /**
     * Registers {@code differentiable}.
     *
     * <p>Settings: {@code relaxation} (softmax, gumbel-softmax, gdas or proxyless), {@code warm-up} (a share of the
     * training, 0.1, or {@code {steps: N}} or {@code {epochs: N}}), {@code logit-every}, {@code logit-learning-rate} (0.01), {@code logit-weight-decay}; for gumbel-softmax and
     * gdas {@code temperature} and {@code final-temperature}; {@code cost-loss} and its own, see {@link CostPlan}.
     */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "differentiable";
        }

        @Override
        public String description() {
            return "logits learned by gradient descent under the budget (DARTS, FBNet, GDAS, ProxylessNAS)";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            LogitTraining training = Recipe.read(settings);
            CostPlan cost = CostPlan.read(settings);
            settings.rejectUnknown();
            return new DifferentiableTraining(training, cost);
        }
    }
}
