package org.osnas.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;

class WeightsTest {

    @TempDir
    Path folder;

    @Test
    void aPathStartsFromTheWeightsOfTheSupernet() throws Exception {
        Workload path = new Workload("mbconv-micro", Mode.SINGLE, 2, 3);
        Workload mixture = new Workload("mbconv-micro", Mode.WEIGHTED, 2, 3);
        List<List<float[]>> ofPath = read(path);
        List<List<float[]>> ofSupernet = read(mixture);
        SearchSpace whole = mixture.trained();
        int block = 1;
        for (int l = 0; l < whole.depth(); l++) {
            int choice = Workload.cyclic(whole, 0).choice(l);
            assertThat(ofPath.get(1 + l)).containsExactlyElementsOf(ofSupernet.get(block + choice));
            block += whole.layers().get(l).size();
        }
    }

    @Test
    void valuesHaveTheShapesOfTheDescription() throws Exception {
        Workload workload = new Workload("mbconv-micro", Mode.WEIGHTED, 2, 3);
        List<List<float[]>> values = read(workload);
        List<Block> blocks = Weights.blocks(workload.trained());
        assertThat(values).hasSameSizeAs(blocks);
        for (int b = 0; b < blocks.size(); b++) {
            assertThat(values.get(b).stream().map(v -> v.length).toList())
                    .isEqualTo(
                            blocks.get(b).weights().stream().map(Weight::length).toList());
        }
    }

    private List<List<float[]>> read(Workload workload) throws Exception {
        Path file = folder.resolve(workload.mode().label());
        Weights.write(workload, file);
        return Weights.read(workload.trained(), file);
    }
}
