package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Shape;
import org.osnas.core.plan.TensorPool;

class BlockRunnerTest {

    private static final Shape INPUT = new Shape(4, 4, 2);

    @Test
    void runsTheWholeBatchAndGivesEverythingBack() {
        try (TensorPool pool = new TensorPool()) {
            BlockRunner runner = BlockRunner.create(Block.sequence("conv", Conv2d.of(2, 3, 1, 1)), INPUT, 5, pool, 1);
            runner.run();
            long bytes = pool.allocatedBytes();
            runner.run();

            assertThat(pool.lent()).isZero();
            assertThat(bytes).isGreaterThanOrEqualTo(5 * 4 * 4 * 3 * Float.BYTES);
            assertThat(pool.allocatedBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anIdentityRunsNothing() {
        try (TensorPool pool = new TensorPool()) {
            BlockRunner.create(Block.sequence("skip"), INPUT, 1, pool, 1).run();

            assertThat(pool.allocatedBytes()).isZero();
        }
    }
}
