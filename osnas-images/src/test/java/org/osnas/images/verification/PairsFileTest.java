package org.osnas.images.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.spi.BadInputException;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.internal.SampleFiles;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageSet;

/** Pairs that Python's csv wrote, held against the images that scikit-learn takes ({@code src/test/samples/boxes.sh}). */
class PairsFileTest {

    private static IdentityFolder.Read read(Path folder) {
        return IdentityFolder.read(folder, ImageOptions.of(0, 1), new Findings());
    }

    @Test
    void imagesAreThoseThatScikitLearnTakes() throws IOException {
        Path folder = SampleFiles.set("lfw");
        IdentityFolder.Read read = read(folder);
        PairsFile pairs = PairsFile.read(folder.resolve("pairs.txt"));
        ImageSet examples = (ImageSet) pairs.examples(read);
        List<String> expected = Files.readAllLines(folder.resolve("expected.tsv"));
        assertThat(examples.size()).isEqualTo(2 * expected.size());
        for (int pair = 0; pair < expected.size(); pair++) {
            String[] row = expected.get(pair).split("\t");
            for (int i = 0; i < 2; i++) {
                assertThat(Path.of(examples.source(2 * pair + i)))
                        .isEqualTo(folder.resolve(row[i]).normalize());
            }
            boolean same =
                    examples.labels().stratum(2 * pair) == examples.labels().stratum(2 * pair + 1);
            assertThat(same).as(expected.get(pair)).isEqualTo(row[2].equals("1"));
        }
    }

    @Test
    void imagesThatAreCalledAlikeAreRefused(@TempDir Path folder) throws IOException {
        Path sample = SampleFiles.set("lfw").resolve("Bob/Bob_0001.jpg");
        for (String name : List.of("Bob_0001.jpg", "Bob_0001.png", "Bob_0002.jpg")) {
            Files.createDirectories(folder.resolve("Bob"));
            Files.copy(sample, folder.resolve("Bob").resolve(name));
        }
        Path pairs = Files.writeString(folder.resolve("pairs.txt"), "Bob\t1\t2\n");
        assertThatThrownBy(() -> PairsFile.read(pairs).examples(read(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("Bob_0001.jpg and", "Bob_0001.png are called alike");
    }
}
