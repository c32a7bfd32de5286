package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.TensorPool;

class BlockChainTest {

    private static final Shape INPUT = new Shape(4, 4, 2);

    private static BlockChain chain(TensorPool pool, Block... blocks) {
        return new BlockChain(
                List.of(blocks).stream()
                        .map(b -> BlockRunner.create(b, List.of(INPUT), pool, 1))
                        .toList(),
                List.of(),
                INPUT,
                5,
                pool,
                1);
    }

    @Test
    void eachStepReadsWhatTheOneBeforeGaveAndAllIsGivenBack() {
        Block skip = Block.sequence("skip");
        Block same = Block.sequence("same", Conv2d.of(2, 2, 3, 1));
        Block wide = Block.sequence("wide", Conv2d.of(2, 3, 1, 1));
        try (TensorPool pool = new TensorPool()) {
            List<Runnable> steps = chain(pool, skip, same, skip, wide, skip).steps();
            steps.forEach(Runnable::run);
            long bytes = pool.allocatedBytes();
            steps.forEach(Runnable::run);

            assertThat(steps).hasSize(5);
            assertThat(pool.lent()).isZero();
            assertThat(bytes).isGreaterThanOrEqualTo(5 * 4 * 4 * (2 + 3) * Float.BYTES);
            assertThat(pool.allocatedBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void identitiesRunNothing() {
        try (TensorPool pool = new TensorPool()) {
            chain(pool, Block.sequence("skip"), Block.sequence("again")).steps().forEach(Runnable::run);

            assertThat(pool.allocatedBytes()).isZero();
        }
    }
}
