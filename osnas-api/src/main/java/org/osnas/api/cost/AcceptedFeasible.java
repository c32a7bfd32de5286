package org.osnas.api.cost;

import com.google.common.base.Suppliers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;

/**
 * Draws from a grid whose window is a little too wide (rounded costs, or fewer axes than limits) until a draw is truly
 * within all limits: uniform over the feasible architectures. A pilot when it is made measures how often that
 * succeeds, which bounds the tries of every later draw; a draw that exhausts them, at odds below e⁻⁴⁰ for the measured
 * share, takes one that the pilot accepted.
 */
final class AcceptedFeasible implements Feasible {

    /** Draws of the pilot. */
    static final int PILOT_DRAWS = 1 << 18;

    private static final int PILOT_ACCEPTED = 2048;
    private static final double LOG_ODDS = 40;

    private final Completions completions;
    private final List<Limit> limits;
    private final Supplier<BigInteger> count;
    private final boolean countIsExact;
    private final List<int[]> reserve = new ArrayList<>();
    private final int pilotDraws;
    private final long tries;

    /**
     * @param exactCount counts the feasible architectures, where that is possible
     */
    AcceptedFeasible(
            Completions completions, List<Limit> limits, Sizes sizes, Optional<Supplier<BigInteger>> exactCount) {
        this.completions = completions;
        this.limits = List.copyOf(limits);
        this.pilotDraws = pilot();
        this.tries = (long) Math.ceil(LOG_ODDS * pilotDraws / Math.max(1, reserve.size()));
        this.countIsExact = exactCount.isPresent();
        this.count = Suppliers.memoize(exactCount.orElse(() -> estimate(sizes))::get);
    }

    private int pilot() {
        RandomGenerator random = Seeds.generator(0, "feasible-pilot", 0);
        int draws = 0;
        while (draws < PILOT_DRAWS && reserve.size() < PILOT_ACCEPTED) {
            int[] choices = completions.draw(random);
            draws++;
            if (Limit.allow(limits, choices)) {
                reserve.add(choices);
            }
        }
        return draws;
    }

    /** Whether the pilot found nothing within all limits. */
    boolean isEmpty() {
        return reserve.isEmpty();
    }

    @Override
    public int[] draw(RandomGenerator random) {
        for (long i = 0; i < tries; i++) {
            int[] choices = completions.draw(random);
            if (Limit.allow(limits, choices)) {
                return choices;
            }
        }
        return reserve.get(random.nextInt(reserve.size())).clone();
    }

    @Override
    public BigInteger count() {
        return count.get();
    }

    @Override
    public boolean countIsExact() {
        return countIsExact;
    }

    private BigInteger estimate(Sizes sizes) {
        double share = completions.probability() * reserve.size() / pilotDraws;
        return new BigDecimal(sizes.product())
                .multiply(new BigDecimal(share))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger()
                .max(BigInteger.ONE);
    }
}
