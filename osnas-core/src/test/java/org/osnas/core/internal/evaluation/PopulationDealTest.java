package org.osnas.core.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopulationDealTest {

    @Test
    void twoThreadsMoveTowardsEachOther() {
        PopulationDeal deal = new PopulationDeal(List.of(List.of(7, 8, 9), List.of(1, 2, 3)));

        assertThat(take(deal, 0, 1, 0, 1, 0, 1)).containsExactly(7, 3, 8, 2, 9, 1);
        assertThat(deal.next(0)).isEmpty();
    }

    @Test
    void whoIsDoneGoesOnWithTheNeighbours() {
        PopulationDeal deal = new PopulationDeal(List.of(List.of(7), List.of(1, 2, 3)));

        assertThat(take(deal, 0, 0, 0)).containsExactly(7, 1, 2);
        assertThat(deal.next(0)).as("the first of a part is its owner's").isEmpty();
        assertThat(take(deal, 1)).containsExactly(3);
        assertThat(deal.next(1)).isEmpty();
    }

    @Test
    void withoutAnythingLeftThereWhoHasMostIsHelped() {
        PopulationDeal deal =
                new PopulationDeal(List.of(List.of(0, 1), List.of(2), List.of(3, 4, 5), List.of(6, 7, 8, 9)));

        assertThat(take(deal, 1, 0, 0)).containsExactly(2, 0, 1);
        // The third part is for 3, 4, 5 in this order, the fourth for 9, 8, 7, 6.
        assertThat(take(deal, 0, 1, 0)).containsExactly(6, 5, 7);
    }

    @Test
    void aPartAloneIsDealtInItsOrder() {
        PopulationDeal deal = new PopulationDeal(List.of(List.of(4, 2, 6)));

        assertThat(take(deal, 0, 0, 0)).containsExactly(4, 2, 6);
        assertThat(deal.next(0)).isEmpty();
    }

    @Test
    void everyArchitectureIsDealtOnceWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            int threads = 1 + random.nextInt(5);
            List<List<Integer>> parts = new ArrayList<>();
            int count = 0;
            for (int t = 0; t < threads; t++) {
                int size = 1 + random.nextInt(6);
                parts.add(IntStream.range(count, count + size).boxed().toList());
                count += size;
            }
            PopulationDeal deal = new PopulationDeal(parts);
            List<Integer> dealt = new ArrayList<>();
            List<Integer> working =
                    new ArrayList<>(IntStream.range(0, threads).boxed().toList());
            while (!working.isEmpty()) {
                Integer thread = working.get(random.nextInt(working.size()));
                OptionalInt next = deal.next(thread);
                next.ifPresentOrElse(dealt::add, () -> working.remove(thread));
            }
            assertThat(dealt)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, count).boxed().toList());
        }
    }

    private static List<Integer> take(PopulationDeal deal, int... threads) {
        return IntStream.of(threads)
                .mapToObj(thread -> deal.next(thread).orElseThrow())
                .toList();
    }
}
