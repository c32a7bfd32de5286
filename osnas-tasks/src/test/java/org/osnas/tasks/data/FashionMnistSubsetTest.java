package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;

class FashionMnistSubsetTest {

    @Test
    void isBalanced() {
        ImageData data = FashionMnistSubset.read();
        assertThat(data.train().size()).isEqualTo(12_000);
        assertThat(data.test().size()).isEqualTo(2_000);
        assertThat(data.train().classCounts()).hasSize(10).containsOnly(1_200);
        assertThat(data.test().classCounts()).hasSize(10).containsOnly(200);
        assertThat(data.train().shape()).isEqualTo(new Shape(28, 28, 1));
    }

    @Test
    void beginsAsTheOriginal() {
        ImageSet train = FashionMnistSubset.read().train();
        assertThat(train.classNames().get(train.label(0))).isEqualTo("Ankle boot");
        assertThat(new int[] {train.label(1), train.label(2), train.label(3), train.label(4)})
                .containsExactly(0, 0, 3, 0);
        // Counted with zlib over the original files, an image and its label in turn.
        CRC32 crc = new CRC32();
        for (int i = 0; i < train.size(); i++) {
            crc.update(train.pixels(i));
            crc.update(train.label(i));
        }
        assertThat(crc.getValue()).isEqualTo(1547336935L);
    }
}
