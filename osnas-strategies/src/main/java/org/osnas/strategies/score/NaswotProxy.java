package org.osnas.strategies.score;

import java.util.BitSet;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.UntrainedNetworks;
import org.osnas.api.score.UntrainedNetworks.Activity;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;

/**
 * How differently a network with fresh weights switches its units for different examples (Mellor, Turner, Storkey and
 * Crowley 2021, "Neural architecture search without training", <a href="https://arxiv.org/abs/2006.04647">arXiv
 * 2006.04647</a>): the logarithm of the determinant of the matrix that counts, for each two examples of a batch, the units
 * that do the same in both. Units of ReLU, ReLU6 and PReLU are on or off; spaces with other activations are refused.
 */
public record NaswotProxy() implements ScoringMethod {

    private static final String NAME = "nwot";

    @Override
    public Scorer start(ScoringContext context) {
        UntrainedNetworks networks = context.untrained();
        return Scorer.each(architecture -> of(networks.activity(architecture)));
    }

    @Override
    public void check(SearchSpace space) {
        UntrainedNetworks.requireSwitching("Scorer '" + NAME + "'", space);
    }

    /**
     * The logarithm of the determinant.
     *
     * @return not-a-number if two examples switch all units alike, so that the determinant is zero
     */
    static double of(Activity activity) {
        List<BitSet> examples = activity.examples();
        int n = examples.size();
        double[][] alike = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                BitSet different = (BitSet) examples.get(i).clone();
                different.xor(examples.get(j));
                alike[i][j] = activity.units() - different.cardinality();
                alike[j][i] = alike[i][j];
            }
        }
        try {
            // A Gram matrix, so that no pivoting is needed; the root's diagonal gives the determinant.
            double[][] root = new CholeskyDecomposition(new Array2DRowRealMatrix(alike, false), 1e-9, 1e-9)
                    .getL()
                    .getData();
            double logarithm = 0;
            for (int i = 0; i < n; i++) {
                logarithm += 2 * Math.log(root[i][i]);
            }
            return logarithm;
        } catch (MathRuntimeException e) {
            return Double.NaN;
        }
    }

    /** Registers {@code nwot}. */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "how differently fresh ReLU units switch from example to example (NAS without training, 2021)";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            settings.rejectUnknown();
            return new NaswotProxy();
        }
    }
}
