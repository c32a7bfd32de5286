package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

class GroupedExportTest {

    @TempDir
    Path directory;

    @Test
    void groupedConvolutionsAreSavedAndLoaded() throws Exception {
        Block grouped = Block.sequence("g2", new Conv2d(4, 4, 1, 1, 2, false), new Conv2d(4, 4, 3, 1, 2, true));
        SearchSpace space = SearchSpace.classifier(
                "grouped",
                new Shape(6, 6, 1),
                3,
                Block.sequence("stem", Conv2d.of(1, 4, 3, 1)),
                List.of(ChoiceLayer.of(grouped), ChoiceLayer.of(grouped)),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 3, true)));
        INDArray x = Nd4j.linspace(DataType.FLOAT, -1, 0.03, 2 * 36).reshape(2, 6, 6, 1);
        Path file = directory.resolve("network.fb");

        try (Supernet network = Supernet.create(space, 1)) {
            SameDiffExporter.save(network, Architecture.of(0, 0), file);
            INDArray expected = network.predict(Architecture.of(0, 0), x);
            INDArray logits = SameDiff.load(file.toFile(), false)
                    .output(Map.of(SameDiffExporter.INPUT, x), ClassificationHead.LOGITS)
                    .get(ClassificationHead.LOGITS);

            assertThat(logits.equalsWithEps(expected, 1e-6))
                    .as("%s and %s", logits, expected)
                    .isTrue();
        }
    }
}
