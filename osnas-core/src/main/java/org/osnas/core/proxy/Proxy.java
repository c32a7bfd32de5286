package org.osnas.core.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.score.Scorer;

/**
 * What tells something of a network before it is trained. Those by gradients are of a network with fresh weights on one
 * training batch; all but {@link #PARAMS} and {@link #MACS} as in Abdelfattah et al. 2021, "Zero-cost proxies for
 * lightweight NAS", <a href="https://arxiv.org/abs/2101.08134">arXiv 2101.08134</a>.
 */
public enum Proxy {
    /** Number of weights. */
    PARAMS,
    /** Multiply-accumulates. */
    MACS,
    /** Sum of the lengths of the gradients of kernels and matrices. */
    GRAD_NORM,
    /**
     * Sum of {@code |w · ∂L/∂w|} over kernels and matrices (Lee, Ajanthan and Torr 2019, SNIP, <a
     * href="https://arxiv.org/abs/1810.02340">arXiv 1810.02340</a>).
     */
    SNIP,
    /**
     * Sum of {@code w · ∂R/∂w}, where R is the sum of the outputs for an input of ones, with all weights positive and
     * without normalisations; needs no data (Tanaka et al. 2020, SynFlow, <a
     * href="https://arxiv.org/abs/2006.05467">arXiv 2006.05467</a>).
     */
    SYNFLOW;

    /** As it is written: {@code grad-norm}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Proxy::word).toList();
    }

    /**
     * The proxy of this word.
     *
     * @throws UnknownNameException if there is none
     */
    public static Proxy of(String word) {
        return Arrays.stream(values())
                .filter(proxy -> proxy.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException("unknown proxy '%s'".formatted(word), word, words()));
    }

    /**
     * Scores architectures by this proxy, each as a network of its own that is not trained.
     *
     * @param agent whose loss the gradients are of
     * @param batch of examples; the caller closes it
     * @param seed of the fresh weights
     */
    public Scorer scorer(SearchSpace space, CostModel costs, TrainingAgent agent, Batch batch, long seed) {
        return new ProxyScorer(this, space, costs, agent, batch, seed);
    }
}
