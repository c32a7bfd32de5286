package org.osnas.tasks.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.augment.RandAugment.Operation;

class PixelChangesTest {

    private static final Offset<Float> CLOSE = within(1e-5f);
    private static final Shape COLOUR = new Shape(24, 30, 3);

    private static RandomGenerator random(int number) {
        return Seeds.generator(7, "pixel changes test", number);
    }

    private static float[] image(Shape shape) {
        RandomGenerator random = random(-1);
        float[] pixels = new float[(int) shape.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (20 + random.nextInt(200)) / 255f;
        }
        return pixels;
    }

    private static float[] changed(PixelChange change, float[] pixels, Shape shape, int number) {
        float[] result = pixels.clone();
        change.apply(result, shape, random(number));
        return result;
    }

    private static float[] changed(Operation operation, int magnitude, float[] pixels, Shape shape, int sign) {
        float[] result = pixels.clone();
        new RandAugment(1, magnitude).apply(operation, result, shape, sign);
        return result;
    }

    @Test
    void theWholeImageAsAWindowIsTheImage() {
        Shape square = new Shape(24, 24, 3);
        float[] pixels = image(square);
        assertThat(changed(new RandomResizedCrop(1, 1, 1), pixels, square, 1)).containsExactly(pixels, CLOSE);
    }

    @Test
    void windowsHaveTheAreaAndRatioThatIsAskedFor() {
        RandomResizedCrop crop = new RandomResizedCrop(0.2, 0.6, 1.5);
        RandomGenerator random = random(2);
        double least = 1;
        double most = 0;
        for (int i = 0; i < 500; i++) {
            RandomResizedCrop.Window window = crop.draw(30, 40, random);
            double area = window.height() * window.width() / 1200;
            assertThat(area).isBetween(0.2 - 1e-9, 0.6 + 1e-9);
            assertThat(window.width() / window.height()).isBetween(1 / 1.5 - 1e-9, 1.5 + 1e-9);
            assertThat(window.top()).isBetween(0.0, 30 - window.height());
            assertThat(window.left()).isBetween(0.0, 40 - window.width());
            least = Math.min(least, area);
            most = Math.max(most, area);
        }
        assertThat(least).isLessThan(0.25);
        assertThat(most).isGreaterThan(0.55);
    }

    /** Where no window of a ratio fits, the middle with the nearest ratio is taken. */
    @Test
    void aFlatImageGivesItsMiddle() {
        assertThat(new RandomResizedCrop(1, 1, 2).draw(10, 100, random(3)))
                .isEqualTo(new RandomResizedCrop.Window(0, 40, 10, 20));
    }

    /** Of values that rise evenly a window shows a part of the same slope. */
    @Test
    void aCropOfASlopeIsASlope() {
        Shape shape = new Shape(20, 20, 1);
        float[] slope = new float[400];
        for (int i = 0; i < 400; i++) {
            slope[i] = (i % 20) / 20f;
        }
        float[] result = changed(new RandomResizedCrop(0.25, 0.25, 1), slope, shape, 4);
        for (int x = 2; x < 17; x++) {
            assertThat(result[200 + x + 1] - result[200 + x]).isCloseTo(0.5f / 20, within(1e-4f));
        }
    }

    @Test
    void noJitterIsNoChange() {
        float[] pixels = image(COLOUR);
        assertThat(changed(new ColourJitter(0, 0, 0, 0), pixels, COLOUR, 5)).containsExactly(pixels, CLOSE);
        assertThat(changed(new ColourJitter(0.4, 0.4, 0.4, 0.1), pixels, COLOUR, 5))
                .isNotEqualTo(pixels);
    }

    @Test
    void coloursChangeByTheirFactors() {
        float[] pixels = {0.2f, 0.4f, 0.6f, 0.8f, 0.0f, 0.4f};
        float[] bright = pixels.clone();
        Colours.brightness(bright, 1.5);
        assertThat(bright).containsExactly(new float[] {0.3f, 0.6f, 0.9f, 1, 0, 0.6f}, CLOSE);

        float[] flat = pixels.clone();
        Colours.contrast(flat, 3, 0);
        double mean = (0.299 * 0.2 + 0.587 * 0.4 + 0.114 * 0.6 + 0.299 * 0.8 + 0.114 * 0.4) / 2;
        assertThat(flat).containsOnly((float) mean);

        float[] grey = pixels.clone();
        Colours.saturation(grey, 3, 0);
        assertThat(grey[0]).isEqualTo(grey[1]).isEqualTo(grey[2]).isCloseTo(0.363f, within(1e-3f));
        assertThat(grey[4]).isCloseTo(0.2848f, within(1e-3f));
    }

    @Test
    void huesTurnAroundTheCircle() {
        float[] red = {0.9f, 0.1f, 0.1f};
        float[] third = red.clone();
        Colours.hue(third, 3, 1 / 3.0);
        assertThat(third).containsExactly(new float[] {0.1f, 0.9f, 0.1f}, CLOSE);
        float[] half = red.clone();
        Colours.hue(half, 3, 0.5);
        assertThat(half).containsExactly(new float[] {0.1f, 0.9f, 0.9f}, CLOSE);
        float[] pixels = image(COLOUR);
        float[] whole = pixels.clone();
        Colours.hue(whole, 3, 1);
        assertThat(whole).containsExactly(pixels, CLOSE);
        float[] there = pixels.clone();
        Colours.hue(there, 3, 0.2);
        assertThat(there).isNotEqualTo(pixels);
        Colours.hue(there, 3, -0.2);
        assertThat(there).containsExactly(pixels, CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAStrengthNothingChanges(Operation operation) {
        float[] pixels = image(COLOUR);
        float[] result = changed(operation, 0, pixels, COLOUR, 1);
        if (EnumSet.of(Operation.EQUALIZE, Operation.AUTO_CONTRAST).contains(operation)) {
            assertThat(result).isNotEqualTo(pixels);
        } else {
            assertThat(result).containsExactly(pixels, CLOSE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
    void withAStrengthAllChangeButStayWithinZeroAndOne(Operation operation) {
        for (int sign : new int[] {-1, 1}) {
            for (Shape shape : new Shape[] {COLOUR, new Shape(30, 20, 1)}) {
                float[] pixels = image(shape);
                float[] result = changed(operation, RandAugment.STRONGEST, pixels, shape, sign);
                if (shape.channels() == 3 || operation != Operation.COLOUR) {
                    assertThat(result).isNotEqualTo(pixels);
                }
                for (float value : result) {
                    assertThat(value).isBetween(0f, 1f);
                }
            }
        }
    }

    @Test
    void operationsOfFullStrength() {
        Shape shape = new Shape(1, 3, 1);
        float[] pixels = {10 / 255f, 100 / 255f, 250 / 255f};
        assertThat(changed(Operation.POSTERIZE, 30, pixels, shape, 1))
                .containsExactly(new float[] {0, 96 / 255f, 240 / 255f}, CLOSE);
        assertThat(changed(Operation.SOLARIZE, 30, pixels, shape, 1))
                .containsExactly(new float[] {245 / 255f, 155 / 255f, 5 / 255f}, CLOSE);
        assertThat(changed(Operation.SOLARIZE, 15, pixels, shape, 1))
                .containsExactly(new float[] {10 / 255f, 100 / 255f, 5 / 255f}, CLOSE);
        assertThat(changed(Operation.AUTO_CONTRAST, 0, pixels, shape, 1))
                .containsExactly(new float[] {0, 90 / 240f, 1}, CLOSE);
        assertThat(changed(Operation.BRIGHTNESS, 30, pixels, shape, -1))
                .containsExactly(new float[] {1 / 255f, 10 / 255f, 25 / 255f}, CLOSE);
    }

    /** Two values, each in half of the pixels, become black and white. */
    @Test
    void equalizeSpreadsLevels() {
        float[] pixels = new float[512];
        for (int i = 0; i < 512; i++) {
            pixels[i] = (i % 2 == 0 ? 100 : 110) / 255f;
        }
        Colours.equalize(pixels, 1);
        assertThat(pixels[0]).isEqualTo(0f);
        assertThat(pixels[1]).isEqualTo(1f);
    }

    @Test
    void placesMoveAsTheySay() {
        Shape shape = new Shape(3, 3, 1);
        float[] pixels = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f};
        float[] moved = pixels.clone();
        Geometry.translate(moved, shape, 0, 1);
        assertThat(moved).containsExactly(new float[] {0.2f, 0.3f, 0, 0.5f, 0.6f, 0, 0.8f, 0.9f, 0}, CLOSE);
        float[] turned = pixels.clone();
        Geometry.rotate(turned, shape, 90);
        Geometry.rotate(turned, shape, 90);
        assertThat(turned).containsExactly(new float[] {0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f}, CLOSE);
        float[] smooth = new float[9];
        smooth[4] = 1;
        Geometry.sharpness(smooth, shape, 0);
        assertThat(smooth[4]).isCloseTo(5 / 13f, CLOSE);
    }

    @Test
    void aGeneratorGivesTheSameChangeAgain() {
        float[] pixels = image(COLOUR);
        RandAugment change = new RandAugment(2, 15);
        assertThat(changed(change, pixels, COLOUR, 8)).isEqualTo(changed(change, pixels, COLOUR, 8));
        int different = 0;
        for (int i = 0; i < 10; i++) {
            different += java.util.Arrays.equals(changed(change, pixels, COLOUR, i), pixels) ? 0 : 1;
        }
        assertThat(different).isGreaterThan(7);
    }

    @Test
    void erasesOneRectangleOfAnAllowedArea() {
        Shape shape = new Shape(20, 30, 2);
        int erased = 0;
        for (int number = 0; number < 100; number++) {
            float[] inputs = new float[10 + (int) shape.elements()];
            java.util.Arrays.fill(inputs, 1);
            new RandomErasing(0.5).apply(inputs, 10, shape, random(number));
            int top = 20;
            int bottom = 0;
            int left = 30;
            int right = 0;
            int count = 0;
            for (int i = 10; i < inputs.length; i++) {
                if (inputs[i] == 0) {
                    int pixel = (i - 10) / 2;
                    top = Math.min(top, pixel / 30);
                    bottom = Math.max(bottom, pixel / 30 + 1);
                    left = Math.min(left, pixel % 30);
                    right = Math.max(right, pixel % 30 + 1);
                    count++;
                }
            }
            if (count > 0) {
                erased++;
                assertThat(count).isEqualTo(2 * (bottom - top) * (right - left));
                assertThat(count / 1200.0).isBetween(0.01, 0.37);
            }
            assertThat(inputs[9]).isOne();
        }
        assertThat(erased).isBetween(30, 70);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new RandomResizedCrop(0.5, 0.2, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the smallest first");
        assertThatThrownBy(() -> new ColourJitter(2, 0, 0, 0)).hasMessageContaining("brightness");
        assertThatThrownBy(() -> new RandAugment(0, 9)).hasMessageContaining("operations");
        assertThatThrownBy(() -> new RandomErasing(1.1)).hasMessageContaining("erasing");
    }
}
