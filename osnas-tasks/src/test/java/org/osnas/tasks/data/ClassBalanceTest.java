package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class ClassBalanceTest {

    @Property(tries = 200, seed = "7")
    void givesEveryClassItsShareWithinOne(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 4) Integer> labels,
            @ForAll @IntRange(max = 1000) int permille) {
        ImageSet images = images(labels.stream().mapToInt(Integer::intValue).toArray());
        int count = labels.size() * permille / 1000;
        int[] picked = ClassBalance.pick(images.labels(), count);
        assertThat(picked).hasSize(count).doesNotHaveDuplicates().isSorted();
        int[] all = images.labels().counts();
        int[] got = images.select(picked).labels().counts();
        for (int c = 0; c < all.length; c++) {
            assertThat(Math.abs(got[c] - (double) count * all[c] / labels.size()))
                    .isLessThan(1);
        }
        int[] both = IntStream.concat(
                        Arrays.stream(picked), Arrays.stream(ClassBalance.complement(picked, labels.size())))
                .sorted()
                .toArray();
        assertThat(both).isEqualTo(IntStream.range(0, labels.size()).toArray());
    }

    @Test
    void spreadsOverTheFile() {
        assertThat(ClassBalance.pick(
                        images(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}).labels(), 4))
                .containsExactly(1, 4, 7, 10);
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatThrownBy(() -> ClassBalance.pick(images(new int[] {0, 1}).labels(), 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Cannot choose 3 of 2 examples");
    }

    private static ImageSet images(int[] labels) {
        byte[][] pixels = new byte[labels.length][1];
        return new ImageSet(new Shape(1, 1, 1), List.of("a", "b", "c", "d", "e"), pixels, labels);
    }
}
