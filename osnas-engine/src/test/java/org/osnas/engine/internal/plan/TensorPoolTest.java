package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;

class TensorPoolTest {

    private final TensorPool pool = new TensorPool();

    @Test
    void memoryThatIsFreeServesOtherShapesOfAboutItsSize() {
        Tensor first = pool.acquire(2, 50);
        pool.release(first);
        assertThat(pool.acquire(2, 50)).as("the same view").isSameAs(first);
        pool.release(first);
        Tensor other = pool.acquire(4, 5, 4);
        assertThat(other.shape()).containsExactly(4, 5, 4);
        assertThat(pool.allocatedBytes()).isEqualTo(400);
        other.buffer().put(79, 7f);
        assertThat(other.array().getFloat(3, 4, 3)).isEqualTo(7f);
        pool.release(other);
        pool.acquire(79);
        assertThat(pool.allocatedBytes()).as("100 is too much for 79").isEqualTo(316);
    }

    @Test
    void arraysThatAreOutShareNothing() {
        List<Tensor> out = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20; i++) {
                Tensor tensor = pool.acquire(90 + i);
                tensor.array().assign(i);
                out.add(tensor);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(out.get(i).toArray()).containsOnly(i);
            }
            out.forEach(pool::release);
            out.clear();
        }
    }

    @Test
    void memoryStaysNearWhatWasOutAtOneTime() {
        RandomGenerator random = Seeds.generator(1, "shapes", 0);
        List<Tensor> out = new ArrayList<>();
        long most = 0;
        for (int i = 0; i < 5000; i++) {
            int wanted = random.nextInt(20);
            while (out.size() > wanted) {
                pool.release(out.remove(random.nextInt(out.size())));
            }
            while (out.size() < wanted) {
                out.add(pool.acquire(1 + random.nextInt(1000), 3));
            }
            most = Math.max(most, out.stream().mapToLong(t -> 4L * t.length()).sum());
        }
        assertThat(pool.peakBytes()).isLessThanOrEqualTo((long) (most * 1.25 * 1.1));
        out.forEach(pool::release);
        assertThat(pool.lent()).isZero();
        pool.close();
        assertThat(pool.allocatedBytes()).isZero();
    }

    @Test
    void givingBackTwiceIsAMistake() {
        Tensor tensor = pool.acquire(3);
        pool.release(tensor);
        assertThatThrownBy(() -> pool.release(tensor))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[3]");
    }
}
