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
        assertThat(data.train().labels().counts()).hasSize(10).containsOnly(1_200);
        assertThat(data.test().labels().counts()).hasSize(10).containsOnly(200);
        assertThat(data.train().shape()).isEqualTo(new Shape(28, 28, 1));
    }

    @Test
    void beginsAsTheOriginal() {
        ImageSet train = FashionMnistSubset.read().train();
        assertThat(train.labels().names().get(train.labels().stratum(0))).isEqualTo("Ankle boot");
        assertThat(new int[] {
                    train.labels().stratum(1),
                    train.labels().stratum(2),
                    train.labels().stratum(3),
                    train.labels().stratum(4)
                })
                .containsExactly(0, 0, 3, 0);
        // Counted with zlib over the original files, an image and its label in turn.
        CRC32 crc = new CRC32();
        for (int i = 0; i < train.size(); i++) {
            crc.update(train.pixels(i));
            crc.update(train.labels().stratum(i));
        }
        assertThat(crc.getValue()).isEqualTo(1547336935L);
    }
}
