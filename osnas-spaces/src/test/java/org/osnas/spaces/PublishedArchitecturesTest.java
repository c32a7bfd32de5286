package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.osnas.api.space.Activation.Function.H_SWISH;
import static org.osnas.api.space.Activation.Function.RELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.block.MobileBlock;
import org.osnas.spaces.block.SposBlock;

/** Architectures from the literature cost in the ImageNet spaces what was published for them. */
class PublishedArchitecturesTest {

    /**
     * Blocks: models/FairNAS_{A,B,C}.py of github.com/xiaomi-automl/FairNAS. Figures in millions: Chu et al., arXiv
     * 1907.01845. Their params are the weights of convolutions and classifier, without scales and shifts of batch norms:
     * so counted, all three models round to the published digit (4.609, 4.466, 4.359). With batch norms, as we count,
     * FairNAS-A has 4.651 M, which would be published as 4.7; the paper does not say how it counted. Exact counts with
     * batch norms: measured on those models by github.com/cogsys-tuebingen/uninas (unit test of known networks), whose MACs contain
     * 10,240 for averaging 1,280 channels over 7 columns and then 7 rows.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,0,2,3,5,0,0,5,5,1,3,1,1,3,3,5,3,5,4 | 388 | 4.6 | 388133088 | 4651352",
                "1,0,1,0,3,1,2,0,3,1,0,3,2,0,5,4,5,3,4 | 345 | 4.5 | 345307872 | 4506272",
                "1,0,2,0,0,0,0,0,0,3,0,0,0,0,5,5,3,3,4 | 321 | 4.4 | 321035232 | 4397864"
            })
    void fairnas(String architecture, double millionMacs, double millionParams, long macs, long params) {
        SearchSpace space = TestSpaces.space("mobilenet-imagenet");
        assertThat(cost(space, "macs", architecture) / 1e6).isCloseTo(millionMacs, withinPercentage(1));
        double withoutNorms = (params - scalesAndShifts(space, architecture)) / 1e6;
        assertThat(withoutNorms).isCloseTo(millionParams, withinPercentage(1));
        assertThat(Math.round(10 * withoutNorms) / 10.0).isEqualTo(millionParams);
        assertThat(cost(space, "params", architecture)).isEqualTo(params);
        assertThat(cost(space, "macs", architecture) + 10_240).isEqualTo(macs);
    }

    /**
     * Blocks and figures in millions: README.md of github.com/megvii-model/SinglePathOneShot. Exact counts: measured on
     * that model by uninas (see above), 322,919,776 MACs with the 1,024 of the pooling and 32 that are not explained,
     * and 3,558,464 parameters with affine batch norms.
     */
    @Test
    void singlePathOneShot() {
        SearchSpace space = TestSpaces.space("spos-imagenet");
        String published = "2,1,0,1,2,0,2,0,2,0,2,3,0,0,0,0,3,2,3,3";
        assertThat(cost(space, "macs", published) / 1e6).isCloseTo(323, withinPercentage(1));
        assertThat(cost(space, "params", published) / 1e6).isCloseTo(3.5, withinPercentage(1));
        assertThat(cost(space, "macs", published) + 1024).isCloseTo(322_919_776, withinPercentage(1e-4));
        assertThat(cost(space, "params", published) + scalesAndShifts(space, published))
                .isEqualTo(3_558_464);
    }

    /**
     * Blocks: "fbnet_b" of Facebook's file fbnet_modeldef.py as kept in github.com/devkicks/FBNet, with 1,984 channels in
     * the head as in github.com/facebookresearch/mobile-vision, fbnet_modeldef_cls_fbnet.py. (That later file has
     * expansion 6 in layer 10, which would give 306 M.) Figure: Wu et al., arXiv 1812.03443, abstract.
     */
    @Test
    void fbnetB() {
        SearchSpace space = TestSpaces.space("fbnet-imagenet");
        String published = "0,3,4,0,0,7,6,3,7,7,4,8,6,7,0,4,6,7,4,7,7,3";
        assertThat(cost(space, "macs", published) / 1e6).isCloseTo(295, withinPercentage(1));
        assertThat(space.candidate(11, 8).isIdentity()).isTrue();
    }

    /**
     * Blocks: tables 1 and 2 of Howard et al., arXiv 1905.02244; squeeze-and-excitation as in torchvision, which leaves it
     * out behind the last convolution of Small. Millions of MACs: for Large the authors' checkpoint
     * (research/slim/nets/mobilenet of github.com/tensorflow/models; the paper says 219), for Small the paper. Exact
     * parameters: torchvision's documentation of mobilenet_v3_large and mobilenet_v3_small.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "960 | 1280 | 217 | 5483032 | 3,16,16,-,R,1 3,64,24,-,R,2 3,72,24,-,R,1 5,72,40,S,R,2 5,120,40,S,R,1"
                        + " 5,120,40,S,R,1 3,240,80,-,H,2 3,200,80,-,H,1 3,184,80,-,H,1 3,184,80,-,H,1 3,480,112,S,H,1"
                        + " 3,672,112,S,H,1 5,672,160,S,H,2 5,960,160,S,H,1 5,960,160,S,H,1",
                "576 | 1024 | 56 | 2542856 | 3,16,16,S,R,2 3,72,24,-,R,2 3,88,24,-,R,1 5,96,40,S,H,2 5,240,40,S,H,1"
                        + " 5,240,40,S,H,1 5,120,48,S,H,1 5,144,48,S,H,1 5,288,96,S,H,2 5,576,96,S,H,1 5,576,96,S,H,1"
            })
    void mobilenetV3(int last, int hidden, double millionMacs, long params, String blocks) {
        SpaceBuilder builder = SpaceBuilder.space("mobilenet-v3-published", new Shape(224, 224, 3))
                .stem(conv(3).withActivation(H_SWISH), 16, 2);
        for (String line : blocks.split(" ")) {
            String[] item = line.split(",");
            MobileBlock block = MobileBlock.ofMiddle(Integer.parseInt(item[0]), Integer.parseInt(item[1]))
                    .withActivation(item[4].equals("H") ? H_SWISH : RELU);
            builder.choices(item[3].equals("S") ? block.withSqueezeExcite(8) : block)
                    .layers(1, Integer.parseInt(item[2]), Integer.parseInt(item[5]));
        }
        SearchSpace space = builder.tail(conv(1).withActivation(H_SWISH), last)
                .hidden(hidden, H_SWISH)
                .build()
                .classifier(1000);
        CostModel costs = CostModel.analytic(space);
        assertThat(costs.table("params").min()).isEqualTo(params);
        assertThat(costs.table("macs").min() / 1e6).isCloseTo(millionMacs, withinPercentage(1));
    }

    /**
     * Blocks: "Proxyless-Mobile" of github.com/mit-han-lab/proxylessnas, as kept in github.com/osmr/imgclsmob, which also
     * has the exact parameters. Millions of MACs: the former.
     */
    @Test
    void proxylessMobile() {
        SpaceBuilder builder = SpaceBuilder.space("proxyless-mobile", new Shape(224, 224, 3))
                .stem(conv(3), 32, 2)
                .stem(mobile(3, 1), 16, 1);
        String blocks = "5,3,32,2 3,3,32,1 7,3,40,2 3,3,40,1 5,3,40,1 5,3,40,1 7,6,80,2 5,3,80,1 5,3,80,1 5,3,80,1"
                + " 5,6,96,1 5,3,96,1 5,3,96,1 5,3,96,1 7,6,192,2 7,6,192,1 7,3,192,1 7,3,192,1 7,6,320,1";
        for (String line : blocks.split(" ")) {
            int[] item = Stream.of(line.split(",")).mapToInt(Integer::parseInt).toArray();
            builder.choices(mobile(item[0], item[1])).layers(1, item[2], item[3]);
        }
        CostModel costs = CostModel.analytic(builder.tail(conv(1), 1280).build().classifier(1000));
        assertThat(costs.table("macs").min() / 1e6).isCloseTo(320, withinPercentage(1));
        assertThat(costs.table("params").min()).isEqualTo(4_080_512);
    }

    /** The squeezed widths of torchvision's mobilenet_v3_large by the width that is squeezed. */
    @ParameterizedTest
    @CsvSource({"72, 24", "120, 32", "480, 120", "672, 168", "960, 240", "16, 8", "96, 24", "144, 40", "288, 72"})
    void squeezedWidths(int middle, int reduced) {
        Block block = MobileBlock.ofMiddle(5, middle).withSqueezeExcite(8).at(40, 40, 1);
        assertThat(block.weights().stream().filter(w -> w.name().contains("squeeze_bias")))
                .singleElement()
                .extracting(Weight::length)
                .isEqualTo(reduced);
    }

    @ParameterizedTest
    @CsvSource({"fbnet-imagenet, 6", "mobilenet-v3, 5"})
    void skipStandsOnlyWhereALayerCanBeLeftOut(String name, int changes) {
        SearchSpace space = TestSpaces.space(name);
        int without = 0;
        for (int l = 0; l < space.depth(); l++) {
            boolean changing = !space.inputOf(l).equals(space.inputOf(l + 1));
            boolean skips = space.layers().get(l).candidates().stream().anyMatch(b -> b.isIdentity());
            assertThat(skips).as("layer %d", l).isEqualTo(!changing);
            without += changing ? 1 : 0;
        }
        assertThat(without).isEqualTo(changes);
    }

    @ParameterizedTest
    @CsvSource({"224, 7", "32, 2", "28, 2", "64, 2"})
    void mobilenetV3TakesSmallImages(int size, int last) {
        SpaceProvider provider = TestSpaces.provider("mobilenet-v3");
        SearchSpace space =
                provider.create(new Shape(size, size, 3), Settings.empty()).classifier(10);
        assertThat(space.inputOf(space.depth()).height()).isEqualTo(last);
        assertThat(space.size()).isEqualTo(new BigInteger("9").pow(5).multiply(BigInteger.TEN.pow(15)));
    }

    @Test
    void aShuffleBlockThatCannotKeepItsInputIsRefused() {
        assertThatThrownBy(() -> new SposBlock(3, false).at(64, 64, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "a shuffle block of this space must widen where it changes the shape, got 64 to 64 channels");
    }

    /** Two values for each channel that a batch norm normalises, whether it has them or not. */
    private static long scalesAndShifts(SearchSpace space, String architecture) {
        return space.network(Architecture.parse(architecture)).stream()
                .flatMap(block -> block.weights().stream())
                .filter(weight -> weight.role() == Weight.Role.RUNNING_MEAN)
                .mapToLong(weight -> 2L * weight.length())
                .sum();
    }

    private static double cost(SearchSpace space, String metric, String architecture) {
        return CostModel.analytic(space).table(metric).cost(space.check(Architecture.parse(architecture)));
    }
}
