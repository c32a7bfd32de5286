package org.osnas.tasks.scenes;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.detection.BoxLabels;
import org.osnas.tasks.internal.NumberedBatches;
import org.osnas.tasks.internal.PrefetchingStream;

/**
 * Scenes of the bundled clothes, each with the boxes of its items. No image of an item is in two splits. Training scenes
 * never come again; those for validation and test are the same for every seed. All follows from the seed and the number of
 * a scene.
 */
final class FashionScenes implements Divisible {

    /** Item images of those for training that compose the scenes for validation. */
    private static final int VALIDATION_ITEMS = 2000;

    private static final double MEAN = 0.4;
    private static final double DEVIATION = 0.25;
    private static final Normalization NORMALIZATION = new Normalization(List.of(MEAN), List.of(DEVIATION));

    private final SceneSettings settings;
    private final ImageSet trainItems;
    private final ImageSet validationItems;
    private final ImageSet testItems;
    private final int scenes;
    private final int batchSize;
    private final long seed;

    private FashionScenes(
            SceneSettings settings,
            ImageSet trainItems,
            ImageSet validationItems,
            ImageSet testItems,
            int scenes,
            int batchSize,
            long seed) {
        this.settings = settings;
        this.trainItems = trainItems;
        this.validationItems = validationItems;
        this.testItems = testItems;
        this.scenes = scenes;
        this.batchSize = Check.atLeast("batch size", batchSize, 1);
        this.seed = seed;
        Check.that(
                scenes >= batchSize,
                "A batch of %d scenes is larger than the %d scenes of an epoch; use a smaller batch size or more scenes",
                batchSize,
                scenes);
    }

    /**
     * @param items images of one grey channel
     * @throws org.osnas.api.spi.BadInputException if a batch is larger than an epoch
     */
    static FashionScenes of(ImageData items, SceneSettings settings, int batchSize, long seed) {
        ImageSet all = items.train();
        int[] held = ClassBalance.pick(all.labels(), VALIDATION_ITEMS);
        return new FashionScenes(
                settings,
                all.select(ClassBalance.complement(held, all.size())),
                all.select(held),
                items.test(),
                settings.scenes(),
                batchSize,
                seed);
    }

    @Override
    public DataDescription description() {
        Shape shape = new Shape(settings.size(), settings.size(), Canvas.CHANNELS);
        return new DataDescription(
                shape,
                shape,
                Pixels.RGB,
                Resizing.STRETCH,
                NORMALIZATION.forChannels(Canvas.CHANNELS),
                LabelKind.BOXES,
                trainItems.labels().names());
    }

    @Override
    public int size(Split split) {
        return switch (split) {
            case TRAIN -> scenes;
            case VALIDATION -> settings.validation();
            case TEST -> settings.test();
        };
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public BatchStream training(long firstStep) {
        Check.that(firstStep >= 0, "The first step must not be negative, got %d", firstStep);
        return full(new SceneComposer(trainItems, settings), "training scene", firstStep, Long.MAX_VALUE);
    }

    @Override
    public BatchStream evaluation(Split split) {
        ImageSet items =
                switch (split) {
                    case TRAIN -> trainItems;
                    case VALIDATION -> validationItems;
                    case TEST -> testItems;
                };
        SceneComposer composer = new SceneComposer(items, settings);
        String purpose = split + " scene";
        return prefetched(NumberedBatches.ofParts(
                size(split), batchSize, (from, to) -> batch(composer, 0, purpose, from, to - from)));
    }

    @Override
    public BatchStream calibration(int batches) {
        Check.atLeast("batches", batches, 1);
        return full(new SceneComposer(trainItems, settings), "calibration scene", 0, batches);
    }

    /** {@inheritDoc} The parts have no image of an item in common. */
    @Override
    public Divided divide(double share) {
        Check.that(share > 0 && share < 1, "The share of held-out scenes must be above 0 and below 1, got %s", share);
        int[] held = ClassBalance.pick(trainItems.labels(), (int) Math.rint(share * trainItems.size()));
        int heldScenes = (int) Math.rint(share * scenes);
        return new Divided(
                part(trainItems.select(ClassBalance.complement(held, trainItems.size())), scenes - heldScenes, seed),
                part(trainItems.select(held), heldScenes, Seeds.derive(seed, "held-out", 0)));
    }

    private Dataflow part(ImageSet items, int count, long partSeed) {
        return new FashionScenes(settings, items, validationItems, testItems, count, batchSize, partSeed);
    }

    /** Nothing is held outside the heap between batches; streams close themselves. */
    @Override
    public void close() {}

    /** Full batches of training scenes. */
    private BatchStream full(SceneComposer composer, String purpose, long first, long end) {
        return prefetched(
                new NumberedBatches(step -> batch(composer, seed, purpose, step * batchSize, batchSize), first, end));
    }

    private BatchStream prefetched(BatchStream stream) {
        return PrefetchingStream.of(stream, settings.prefetch());
    }

    /** Scenes in the order of their numbers. */
    private Batch batch(SceneComposer composer, long root, String purpose, long first, int count) {
        Shape shape = input();
        int length = (int) shape.elements();
        int rows = settings.items();
        float[] inputs = new float[count * length];
        float[] labels = new float[count * rows * BoxLabels.COLUMNS];
        for (int i = 0; i < count; i++) {
            Scene made = composer.compose(Seeds.generator(root, purpose, first + i));
            for (int p = 0; p < length; p++) {
                inputs[i * length + p] = (float) ((made.pixels()[p] - MEAN) / DEVIATION);
            }
            BoxLabels.write(new BoxLabels.Image(made.boxes(), 1), rows, labels, i * rows * BoxLabels.COLUMNS);
        }
        return NumberedBatches.batch(count, inputs, shape, labels, rows, BoxLabels.COLUMNS);
    }
}
