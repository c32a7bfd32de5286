package @PACKAGE@;

import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;

/**
 * Images of stripes in noise; the class is the direction of the stripes. Every image is drawn from the seed and its
 * number, so nothing is stored.
 */
public final class @CLASS@ implements Dataflow {

    private static final int SIZE = 16;
    private static final List<String> DIRECTIONS = List.of("upright", "rising", "level", "falling");
    private static final int CLASSES = DIRECTIONS.size();

    private final int examples;
    private final double noise;
    private final int batchSize;
    private final long seed;

    /**
     * @param examples of the training split; the other two have a quarter of it each
     * @param noise standard deviation; the stripes have amplitude 1
     */
    public @CLASS@(int examples, double noise, int batchSize, long seed) {
        this.examples = examples;
        this.noise = noise;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    @Override
    public DataDescription description() {
        return DataDescription.ofClasses(new Shape(SIZE, SIZE, 1), DIRECTIONS);
    }

    @Override
    public int size(Split split) {
        return split == Split.TRAIN ? examples : Math.max(1, examples / 4);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public BatchStream training(long firstStep) {
        return new Stream(firstStep, Long.MAX_VALUE, step -> {
            RandomGenerator order = Seeds.generator(seed, "order", step);
            int[] numbers = new int[batchSize];
            for (int i = 0; i < batchSize; i++) {
                numbers[i] = order.nextInt(examples);
            }
            return batch(Split.TRAIN, numbers);
        });
    }

    @Override
    public BatchStream evaluation(Split split) {
        int all = size(split);
        return new Stream(0, (all + batchSize - 1) / batchSize, step -> {
            int first = (int) step * batchSize;
            return batch(split, range(first, Math.min(all, first + batchSize)));
        });
    }

    @Override
    public BatchStream calibration(int batches) {
        return new Stream(0, batches, step -> {
            int[] numbers = range((int) step * batchSize, ((int) step + 1) * batchSize);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] %= examples;
            }
            return batch(Split.TRAIN, numbers);
        });
    }

    @Override
    public void close() {}

    private static int[] range(int from, int to) {
        int[] numbers = new int[to - from];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = from + i;
        }
        return numbers;
    }

    private Batch batch(Split split, int[] numbers) {
        float[] pixels = new float[numbers.length * SIZE * SIZE];
        float[] labels = new float[numbers.length * CLASSES];
        for (int i = 0; i < numbers.length; i++) {
            RandomGenerator random = Seeds.generator(seed, split.name(), numbers[i]);
            int label = numbers[i] % CLASSES;
            labels[i * CLASSES + label] = 1;
            double angle = Math.PI * label / CLASSES;
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int p = 0; p < SIZE * SIZE; p++) {
                double along = Math.cos(angle) * (p % SIZE) + Math.sin(angle) * (p / SIZE);
                pixels[i * SIZE * SIZE + p] = (float) (Math.sin(along * 1.5 + phase) + noise * random.nextGaussian());
            }
        }
        INDArray inputs = Nd4j.createFromArray(pixels).reshape(numbers.length, SIZE, SIZE, 1);
        return new Batch(inputs, Nd4j.createFromArray(labels).reshape(numbers.length, CLASSES));
    }

    private static final class Stream implements BatchStream {
        private final long end;
        private final LongFunction<Batch> batches;
        private long next;

        Stream(long first, long end, LongFunction<Batch> batches) {
            this.next = first;
            this.end = end;
            this.batches = batches;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return batches.apply(next++);
        }

        @Override
        public void close() {}
    }

    /** Gives the data set its name and reads its settings. */
    public static final class Provider implements DataflowProvider {
        @Override
        public String name() {
            return "@NAME@";
        }

        @Override
        public String description() {
            return "images of stripes in noise, 16x16, 4 directions";
        }

        @Override
        public Dataflow create(Settings settings, int batchSize, long seed) {
            int examples = settings.integer("examples", 2000, 100, 1_000_000);
            double noise = settings.number("noise", 1, 0, 100);
            settings.rejectUnknown();
            return new @CLASS@(examples, noise, batchSize, seed);
        }
    }
}
