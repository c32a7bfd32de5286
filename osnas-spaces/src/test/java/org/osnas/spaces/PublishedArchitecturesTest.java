package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
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
