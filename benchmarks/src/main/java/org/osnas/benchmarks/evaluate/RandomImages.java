package org.osnas.benchmarks.evaluate;

import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;

/**
 * Standard normal images with random labels: the time of an evaluation does not depend on what they show.
 *
 * @param batches in each split
 */
public record RandomImages(Shape input, int classes, int batchSize, int batches) implements Dataflow {

    @Override
    public DataDescription description() {
        return DataDescription.ofClasses(input, classes);
    }

    @Override
    public int size(Split split) {
        return batches * batchSize;
    }

    @Override
    public BatchStream training(long firstStep) {
        return new Stream("training", Integer.MAX_VALUE);
    }

    @Override
    public BatchStream evaluation(Split split) {
        return new Stream(split.name(), batches);
    }

    @Override
    public BatchStream calibration(int count) {
        return new Stream("calibration", count);
    }

    @Override
    public void close() {
        // Batches are made when they are asked for.
    }

    private Batch batch(String purpose, int index) {
        RandomGenerator random = Seeds.generator(1, purpose, index);
        float[] values = new float[(int) (batchSize * input.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        INDArray inputs =
                Nd4j.createFromArray(values).reshape('c', batchSize, input.height(), input.width(), input.channels());
        INDArray labels = Nd4j.zeros(batchSize, classes);
        for (int i = 0; i < batchSize; i++) {
            labels.putScalar(i, random.nextInt(classes), 1);
        }
        return new Batch(inputs, labels);
    }

    private final class Stream implements BatchStream {
        private final String purpose;
        private final int count;
        private int next;

        Stream(String purpose, int count) {
            this.purpose = purpose;
            this.count = count;
        }

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all " + count + " batches were given");
            }
            return batch(purpose, next++);
        }

        @Override
        public void close() {
            // Nothing is read ahead.
        }
    }
}
