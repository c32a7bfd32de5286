package org.osnas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;
import org.osnas.core.internal.deploy.InputPreparation;
import org.osnas.core.supernet.Supernet;

/** A model that prepares images itself gives what the same network gives for prepared ones. */
class ImageInputTest {

    private static final Shape INPUT = new Shape(9, 10, 3);
    private static final Normalization BY_CHANNEL =
            Normalization.of(new double[] {0.3, 0.5, 0.6}, new double[] {0.2, 0.25, 0.3});

    private static DataDescription data(Shape image, Pixels pixels, Resizing resizing, Normalization normalization) {
        return new DataDescription(
                image, INPUT, pixels, resizing, normalization, LabelKind.CLASS, List.of("a", "b", "c"));
    }

    private static StandaloneNetwork network() {
        SearchSpace space = SearchSpace.classifier(
                "images",
                INPUT,
                3,
                Block.sequence("stem", Conv2d.of(3, 4, 3, 1)),
                List.of(ChoiceLayer.of(Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 3, true)));
        try (Supernet network = Supernet.create(space, 1)) {
            return network.standalone(Networks.only(network));
        }
    }

    private static float[] pixels(Shape shape) {
        Random random = new Random(3);
        float[] pixels = new float[(int) shape.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return pixels;
    }

    private static Map<String, OnnxRuntimeNetwork.Tensor> run(OnnxOptions options, float[] values, long... shape) {
        try (OnnxRuntimeNetwork model =
                OnnxRuntimeNetwork.load(OnnxModel.of(network(), options).bytes(), 1)) {
            return model.run(new OnnxRuntimeNetwork.Tensor(values, shape));
        }
    }

    private static void same(DataDescription data) {
        Shape image = data.image();
        float[] pixels = pixels(image);
        float[] prepared = InputPreparation.channelsFirst(new InputPreparation(data).input(pixels), INPUT);
        float[] expected =
                run(OnnxOptions.DEFAULT, prepared, 1, 3, 9, 10).get("logits").values();
        Map<String, OnnxRuntimeNetwork.Tensor> actual =
                run(OnnxOptions.DEFAULT.withImages(data), pixels, 1, image.height(), image.width(), image.channels());
        assertThat(actual.get("logits").values()).containsExactly(expected, within(1e-5f));
        double sum = 0;
        for (float probability : actual.get(OnnxModel.PROBABILITIES).values()) {
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @Test
    void coloursAreNormalisedByChannel() {
        same(data(INPUT, Pixels.RGB, Resizing.NONE, BY_CHANNEL));
    }

    @Test
    void aSmallGreyImageIsPaddedAndRepeated() {
        same(data(new Shape(6, 7, 1), Pixels.GREY, Resizing.NONE, new Normalization(List.of(0.4), List.of(0.3))));
    }

    @Test
    void valuesStayWhatTheyAre() {
        same(data(INPUT, Pixels.VALUES, Resizing.NONE, BY_CHANNEL));
    }

    @Test
    void anImageOfTheRightSizeIsNotChangedByResizing() {
        same(data(new Shape(8, 8, 3), Pixels.RGB, Resizing.STRETCH, BY_CHANNEL));
    }

    @Test
    void anyOtherSizeIsTaken() {
        DataDescription data = data(new Shape(8, 8, 3), Pixels.RGB, Resizing.STRETCH, BY_CHANNEL);
        float[] even = new float[21 * 30 * 3];
        java.util.Arrays.fill(even, 77);
        float[] small = new float[8 * 8 * 3];
        java.util.Arrays.fill(small, 77);
        float[] large = run(OnnxOptions.DEFAULT.withImages(data), even, 1, 21, 30, 3)
                .get("logits")
                .values();
        assertThat(run(OnnxOptions.DEFAULT.withImages(data), small, 1, 8, 8, 3)
                        .get("logits")
                        .values())
                .containsExactly(large, within(1e-5f));
    }

    @Test
    void imagesOfAnotherDataSetAreRefused() {
        DataDescription other = DataDescription.ofClasses(new Shape(5, 5, 3), 3);
        assertThatThrownBy(() -> OnnxModel.of(network(), OnnxOptions.DEFAULT.withImages(other)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("9x10x3");
    }
}
