package org.osnas.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.dataflow.ArrayDataflow;

/** What Deeplearning4j's iterators give becomes batches as ours. */
class IteratorExamplesTest {

    private static final int COUNT = 40;

    /** Channel c of image i is everywhere i + c / 10. */
    private static DataSet images() {
        INDArray images = Nd4j.create(DataType.FLOAT, COUNT, 2, 3, 4);
        INDArray labels = Nd4j.create(DataType.FLOAT, COUNT, 2);
        for (int i = 0; i < COUNT; i++) {
            images.slice(i).slice(0).assign(i);
            images.slice(i).slice(1).assign(i + 0.1);
            labels.putScalar(i, i % 2, 1);
        }
        return new DataSet(images, labels);
    }

    private static ListDataSetIterator<DataSet> iterator() {
        return new ListDataSetIterator<>(images().asList(), 7);
    }

    @Test
    void imagesKeepTheirOrderAndGetTheirChannelsLast() {
        ListDataSetIterator<DataSet> iterator = iterator();
        iterator.next();
        Examples examples = IteratorExamples.reader().read(iterator);

        assertThat(examples.size()).isEqualTo(COUNT);
        assertThat(examples.shape()).isEqualTo(new Shape(3, 4, 2));
        try (Dataflow data =
                ArrayDataflow.of(examples.split(0.25, 0.25)).batch(5).open()) {
            assertThat(data.description().labels()).isEqualTo(LabelKind.CLASS);
            assertThat(data.size(Split.TRAIN)).isEqualTo(COUNT / 2);
            try (Dataflow.BatchStream batches = data.training(0);
                    Batch batch = batches.next()) {
                assertThat(batch.inputs().shape()).containsExactly(5, 3, 4, 2);
            }
        }
    }

    private static LabelKind kind(Examples examples) {
        try (Dataflow data =
                ArrayDataflow.of(examples.split(0.25, 0.25)).batch(5).open()) {
            return data.description().labels();
        }
    }

    @Test
    void severalArraysOneArrayAndVectorsWithValues() {
        Examples same = IteratorExamples.reader().read(new MultiDataSetIteratorAdapter(iterator()));
        assertThat(same.size()).isEqualTo(COUNT);
        assertThat(kind(same)).isEqualTo(LabelKind.CLASS);

        INDArray vectors = Nd4j.rand(DataType.FLOAT, COUNT, 5);
        Examples values = IteratorExamples.reader()
                .read(new ListDataSetIterator<>(new DataSet(vectors, Nd4j.rand(DataType.FLOAT, COUNT, 3)).asList(), 8));
        assertThat(values.shape()).isEqualTo(new Shape(1, 1, 5));
        assertThat(kind(values)).isEqualTo(LabelKind.VALUES);
        INDArray several = Nd4j.create(DataType.FLOAT, COUNT, 3);
        IntStream.range(0, COUNT).forEach(i -> {
            several.putScalar(i, i % 3, 1);
            several.putScalar(i, (i + i / 3) % 3, 1);
        });
        Examples yesNo =
                IteratorExamples.reader().read(new ListDataSetIterator<>(new DataSet(vectors, several).asList(), 8));
        assertThat(kind(yesNo)).isEqualTo(LabelKind.YES_NO);
    }

    @Test
    void whatCannotBeUsedIsRefusedWithAdvice() {
        assertThatThrownBy(() -> IteratorExamples.upTo(1000).read(iterator()))
                .hasMessageContaining("more than 1 MB", "14 examples")
                .hasMessageContaining("smaller size");
        INDArray x = Nd4j.rand(DataType.FLOAT, 4, 3);
        MultiDataSet two = new MultiDataSet(new INDArray[] {x, x}, new INDArray[] {x});
        assertThatThrownBy(() -> IteratorExamples.reader().read(new SingletonMultiDataSetIterator(two)))
                .hasMessageContaining("2 arrays of features and 1 of labels");
        DataSet sequences = new DataSet(Nd4j.rand(DataType.FLOAT, 4, 3, 5), Nd4j.rand(DataType.FLOAT, 4, 2));
        assertThatThrownBy(() -> IteratorExamples.reader().read(new ListDataSetIterator<>(List.of(sequences), 4)))
                .hasMessageContaining("[4, 3, 5]");
        assertThatThrownBy(() -> IteratorExamples.reader().read(new ListDataSetIterator<>(List.<DataSet>of(), 4)))
                .hasMessageContaining("no examples");
    }
}
