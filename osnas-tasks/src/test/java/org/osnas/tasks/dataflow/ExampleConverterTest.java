package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.dataflow.Augmentation.Change;

class ExampleConverterTest {

    private static final byte[] PIXELS = {51, 102, (byte) 153, (byte) 204};

    @Test
    void centresInALargerSquare() {
        assertThat(convert(new Shape(4, 4, 1), Change.NONE))
                .containsExactly(
                        new float[] {0, 0, 0, 0, 0, 0.2f, 0.4f, 0, 0, 0.6f, 0.8f, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void shifts() {
        assertThat(convert(new Shape(2, 2, 1), new Change(1, -1, false, 0, 0, 0, 0)))
                .containsExactly(new float[] {0, 0, 0.4f, 0}, within(1e-6f));
        assertThat(convert(new Shape(2, 2, 1), new Change(2, 0, false, 0, 0, 0, 0)))
                .containsOnly(0f);
    }

    @Test
    void mirrorsThenShifts() {
        assertThat(convert(new Shape(2, 2, 1), new Change(0, 0, true, 0, 0, 0, 0)))
                .containsExactly(new float[] {0.4f, 0.2f, 0.8f, 0.6f}, within(1e-6f));
        assertThat(convert(new Shape(2, 2, 1), new Change(0, 1, true, 0, 0, 0, 0)))
                .containsExactly(new float[] {0, 0.4f, 0, 0.8f}, within(1e-6f));
    }

    @Test
    void repeatsAGreyChannel() {
        assertThat(convert(new Shape(2, 2, 3), Change.NONE))
                .containsExactly(
                        new float[] {0.2f, 0.2f, 0.2f, 0.4f, 0.4f, 0.4f, 0.6f, 0.6f, 0.6f, 0.8f, 0.8f, 0.8f},
                        within(1e-6f));
    }

    @Test
    void outsideIsAZeroByteNormalisedAndCutoutIsTheMean() {
        Normalization normalization = new Normalization(List.of(0.5), List.of(0.25));
        float[] out = new float[16];
        new ExampleConverter(image(new Shape(2, 2, 1), PIXELS), new Shape(4, 4, 1), normalization)
                .convert(0, new Change(0, 0, false, 0, 0, 2, 2), out, 0);
        assertThat(out)
                .containsExactly(
                        new float[] {0, 0, -2, -2, 0, 0, -0.4f, -2, -2, 0.4f, 1.2f, -2, -2, -2, -2, -2}, within(1e-6f));
    }

    @Test
    void keepsChannelsApart() {
        Normalization normalization = new Normalization(List.of(0.0, 0.2, 0.4), List.of(1.0, 2.0, 4.0));
        float[] out = new float[4];
        Shape shape = new Shape(1, 1, 3);
        new ExampleConverter(image(shape, (byte) 51, (byte) 102, (byte) 153), shape, normalization)
                .convert(0, Change.NONE, out, 1);
        assertThat(out).containsExactly(new float[] {0, 0.2f, 0.1f, 0.05f}, within(1e-6f));
    }

    @Test
    void drawsEveryShiftAndBothMirrors() {
        Augmentation augmentation = new Augmentation(2, true, 4);
        TreeSet<String> seen = new TreeSet<>();
        int mirrored = 0;
        for (int i = 0; i < 2000; i++) {
            Change change = augmentation.draw(Seeds.generator(3, "test", i), 8, 8);
            assertThat(change.bottom() - change.top()).isBetween(2, 4);
            assertThat(change.end() - change.left()).isBetween(2, 4);
            assertThat(change.top()).isBetween(0, 6);
            seen.add(change.down() + "," + change.right());
            mirrored += change.mirrored() ? 1 : 0;
        }
        assertThat(seen).hasSize(25).contains("-2,-2", "2,2");
        // 1,000 expected, standard deviation 22.4.
        assertThat(mirrored).isBetween(910, 1090);
    }

    @Test
    void floatsAreOnTheirOwnScale() {
        Normalization normalization = new Normalization(List.of(10.0), List.of(4.0));
        Examples examples = Examples.of(
                new Shape(1, 2, 1), new float[][] {{10, -2}, {300, 12}}, Labels.ofClasses(new int[] {0, 1}));
        float[] out = new float[9];
        new ExampleConverter(examples, new Shape(3, 3, 1), normalization).convert(1, Change.NONE, out, 0);
        assertThat(out)
                .as("in the middle row, left; around it a zero, normalised")
                .containsExactly(-2.5f, -2.5f, -2.5f, 72.5f, 0.5f, -2.5f, -2.5f, -2.5f, -2.5f);
    }

    private static Examples image(Shape shape, byte... pixels) {
        return new ImageSet(shape, List.of("a", "b"), new byte[][] {pixels}, new int[] {0});
    }

    private static float[] convert(Shape target, Change change) {
        float[] out = new float[(int) target.elements()];
        new ExampleConverter(image(new Shape(2, 2, 1), PIXELS), target, Normalization.NONE).convert(0, change, out, 0);
        return out;
    }
}
