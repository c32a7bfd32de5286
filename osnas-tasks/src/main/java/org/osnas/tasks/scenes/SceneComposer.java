package org.osnas.tasks.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;

/**
 * Composes scenes: items at several scales, some before others, over coloured clutter. A box is that of the item's own
 * pixels, also where another item covers some. Safe for several threads.
 */
final class SceneComposer {

    private static final int TRIES = 20;

    private final ImageSet items;
    private final SceneSettings settings;

    /**
     * @param items whose images are put into scenes, one grey channel
     */
    SceneComposer(ImageSet items, SceneSettings settings) {
        this.items = items;
        this.settings = settings;
    }

    /** A scene, as a function of the draws alone. */
    Scene compose(RandomGenerator random) {
        Canvas canvas = new Canvas(settings.size());
        canvas.fill(colour(random, 0, 0.7), colour(random, 0, 0.7));
        for (int i = 0; i < settings.clutter(); i++) {
            clutter(canvas, random);
        }
        List<LabelledBox> boxes = new ArrayList<>();
        int wanted = 1 + random.nextInt(settings.items());
        for (int i = 0; i < wanted; i++) {
            place(canvas, boxes, random);
        }
        canvas.noise(random, 0.02);
        return new Scene(canvas.pixels(), boxes);
    }

    private void clutter(Canvas canvas, RandomGenerator random) {
        int size = settings.size();
        float[] colour = colour(random, 0, 1);
        double alpha = 0.2 + 0.6 * random.nextDouble();
        int left = random.nextInt(size);
        int top = random.nextInt(size);
        int width = 2 + random.nextInt(size / 4);
        int height = 2 + random.nextInt(size / 4);
        switch (random.nextInt(4)) {
            case 0 -> canvas.rectangle(left, top, width, height, colour, alpha);
            case 1 -> canvas.ellipse(left, top, width, height, colour, alpha);
            case 2 -> canvas.rectangle(left, top, random.nextBoolean() ? 2 : width, 2, colour, alpha);
            default -> fragment(canvas, left, top, colour, random);
        }
    }

    /** A small piece of an item, which is no item. */
    private void fragment(Canvas canvas, int left, int top, float[] colour, RandomGenerator random) {
        Sprite sprite = sprite(random.nextInt(items.size()), side(random), random.nextBoolean());
        int piece = Math.max(3, sprite.side() / 4);
        int from = random.nextInt(sprite.side() - piece + 1);
        int down = random.nextInt(sprite.side() - piece + 1);
        canvas.draw(sprite.cut(from, down, piece), left, top, colour);
    }

    private void place(Canvas canvas, List<LabelledBox> boxes, RandomGenerator random) {
        int item = random.nextInt(items.size());
        Sprite sprite = sprite(item, side(random), random.nextBoolean());
        float[] colour = colour(random, 0.35, 1);
        for (int i = 0; i < TRIES; i++) {
            int left = random.nextInt(settings.size() - sprite.width() + 1);
            int top = random.nextInt(settings.size() - sprite.height() + 1);
            Box box = new Box(left, top, sprite.width(), sprite.height());
            if (boxes.stream().allMatch(other -> apart(box, other.box()))) {
                canvas.draw(sprite, left, top, colour);
                boxes.add(LabelledBox.of(items.labels().stratum(item), box));
                return;
            }
        }
    }

    private boolean apart(Box box, Box other) {
        return box.intersection(other) <= settings.overlap() * Math.min(box.area(), other.area());
    }

    private int side(RandomGenerator random) {
        double ratio = settings.largest() / settings.smallest();
        return (int) Math.rint(settings.size() * settings.smallest() * Math.pow(ratio, random.nextDouble()));
    }

    private Sprite sprite(int item, int side, boolean mirrored) {
        return Sprite.of(items.pixels(item), items.shape().width(), side, mirrored);
    }

    private static float[] colour(RandomGenerator random, double from, double to) {
        float[] colour = new float[Canvas.CHANNELS];
        for (int c = 0; c < colour.length; c++) {
            colour[c] = (float) (from + (to - from) * random.nextDouble());
        }
        return colour;
    }
}
