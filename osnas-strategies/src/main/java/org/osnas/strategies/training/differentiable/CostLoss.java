package org.osnas.strategies.training.differentiable;

/** How an expected cost joins the loss of the task. Immutable. */
sealed interface CostLoss {

    /**
     * A loss with its derivatives.
     *
     * @param byTask derivative by the loss of the task
     * @param byCost derivative by the expected cost
     */
    record Joined(double loss, double byTask, double byCost) {}

    Joined join(double task, double cost);

    /** {@code task + weight cost / target} (Cai, Zhu and Han 2019, ProxylessNAS, https://arxiv.org/abs/1812.00332). */
    record Linear(double weight, double target) implements CostLoss {
        @Override
        public Joined join(double task, double cost) {
            return new Joined(task + weight * cost / target, 1, weight / target);
        }
    }

    /** {@code task + weight (cost / target - 1)²}: the cost ends near the target, from either side. */
    record Squared(double weight, double target) implements CostLoss {
        @Override
        public Joined join(double task, double cost) {
            double excess = cost / target - 1;
            return new Joined(task + weight * excess * excess, 1, 2 * weight * excess / target);
        }
    }

    /**
     * {@code task · alpha (ln cost)^beta} (Wu et al. 2019, FBNet, https://arxiv.org/abs/1812.03443). The cost has to be
     * above 1, so its unit matters.
     */
    record Log(double alpha, double beta) implements CostLoss {
        @Override
        public Joined join(double task, double cost) {
            double log = Math.log(cost);
            double factor = alpha * Math.pow(log, beta);
            return new Joined(task * factor, factor, task * factor * beta / (log * cost));
        }
    }

    /**
     * {@code task (cost / target)^exponent}: the weighted product of Tan et al. 2019 (MnasNet,
     * https://arxiv.org/abs/1807.11626), for a loss instead of a reward, so with a positive exponent.
     */
    record Power(double exponent, double target) implements CostLoss {
        @Override
        public Joined join(double task, double cost) {
            double factor = Math.pow(cost / target, exponent);
            return new Joined(task * factor, factor, task * factor * exponent / cost);
        }
    }
}
