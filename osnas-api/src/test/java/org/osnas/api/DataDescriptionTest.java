package org.osnas.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;

class DataDescriptionTest {

    private static final Shape GREY = new Shape(28, 28, 1);

    private static DataDescription of(Shape image, Shape input, double mean, String... names) {
        return new DataDescription(
                image,
                input,
                Pixels.ofBytes(image.channels()),
                Resizing.STRETCH,
                new Normalization(List.of(mean), List.of(0.5)),
                LabelKind.CLASS,
                List.of(names));
    }

    @Test
    void hasAMeanForEveryChannelOfTheImage() {
        DataDescription photos = of(new Shape(32, 32, 3), new Shape(32, 32, 3), 0.25, "cat", "dog");
        assertThat(photos.normalization().mean()).containsExactly(0.25, 0.25, 0.25);
        assertThat(photos.pixels()).isEqualTo(Pixels.RGB);
        assertThat(photos.pixels().unit()).isEqualTo(255);
    }

    @Test
    void aGreyImageMayBePaddedAndItsChannelRepeated() {
        assertThat(of(GREY, new Shape(32, 32, 3), 0, "a").normalization().mean())
                .containsExactly(0.0);
    }

    @Test
    void refusesInputsThatCannotBeMadeOfTheImages() {
        refused(() -> of(GREY, new Shape(20, 32, 1), 0, "a"), "20x32x1", "28x28x1", "cut one way and padded the other");
        refused(() -> of(new Shape(8, 8, 3), new Shape(8, 8, 4), 0, "a"), "only one channel can be repeated");
        refused(() -> of(GREY, GREY, 0), "name");
    }

    @Test
    void namesWhatDiffers() {
        DataDescription before = of(GREY, GREY, 0.25, "cat", "dog");
        before.requireSame("The run", of(GREY, GREY, 0.25, "cat", "dog"));
        refused(
                () -> before.requireSame("The run", of(GREY, GREY, 0.25, "cat", "fox")),
                "The run",
                "names",
                "[cat, dog]",
                "[cat, fox]");
        refused(() -> before.requireSame("The run", of(GREY, GREY, 0.5, "cat", "dog")), "normalisation", "0.25");
    }

    private static void refused(Runnable act, String... parts) {
        assertThatThrownBy(act::run).isInstanceOf(BadInputException.class).hasMessageContainingAll(parts);
    }
}
