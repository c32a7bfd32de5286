package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * Random changes of a training image and its boxes alike: a window of it, or around it, becomes the image (crop and
 * scale), which may be mirrored, and its colours change.
 *
 * @param flip whether half of the images are mirrored
 * @param smallest side of the smallest window as a share of the image's
 * @param largest side of the largest one; above 1 it reaches beyond the image, which then is smaller
 * @param stretch most by which the window is wider than the image, or less wide, 1 for not at all
 * @param colour most by which brightness, contrast and saturation change, from 0 for not at all to 1
 */
public record BoxAugmentation(boolean flip, double smallest, double largest, double stretch, double colour) {

    /** Leaves images as they are. */
    public static final BoxAugmentation NONE = new BoxAugmentation(false, 1, 1, 1, 0);

    /** Mild changes. */
    public static final BoxAugmentation DEFAULT = new BoxAugmentation(true, 0.5, 1.25, 1.25, 0.3);

    /** Of an object, the share that must be seen for it to be one still. */
    private static final double SEEN = 0.4;

    public BoxAugmentation {
        Check.that(
                smallest > 0 && smallest <= largest && largest <= 4,
                "The window of an image must have sides from above 0 to 4 times those of the image, the smallest first, got %s to %s",
                smallest,
                largest);
        Check.that(stretch >= 1 && stretch <= 4, "A window can be stretched by a factor from 1 to 4, got %s", stretch);
        Check.between("colour", colour, 0, 1);
    }

    /**
     * What happens to one image.
     *
     * @param window that becomes the image, in pixels of the image
     * @param brightness factor of all values
     * @param contrast factor of the distance from mid-grey
     * @param saturation factor of the distance from the pixel's own grey
     */
    public record Change(Box window, boolean mirrored, double brightness, double contrast, double saturation) {

        /** Nothing, of an image of a size. */
        public static Change none(double width, double height) {
            return new Change(new Box(0, 0, width, height), false, 1, 1, 1);
        }

        /** Whether colours stay as they are. */
        public boolean keepsColours() {
            return brightness == 1 && contrast == 1 && saturation == 1;
        }

        /**
         * The boxes on an input that shows the window. Of an object of which less than 0.4 is seen the place is ignored;
         * one that is not seen is left out.
         *
         * @param width of the input
         * @param height of the input
         */
        public List<LabelledBox> apply(List<LabelledBox> boxes, int width, int height) {
            List<LabelledBox> changed = new ArrayList<>();
            for (LabelledBox labelled : boxes) {
                Box box = labelled.box();
                double shared = box.intersection(window);
                if (shared > 0) {
                    boolean seen = shared >= SEEN * box.area();
                    changed.add(new LabelledBox(
                            labelled.category(),
                            moved(box, width, height),
                            labelled.area() * shared / box.area(),
                            seen || labelled.kind() != Kind.OBJECT ? labelled.kind() : Kind.IGNORED));
                }
            }
            return changed;
        }

        private Box moved(Box box, int width, int height) {
            double across = width / window.width();
            double down = height / window.height();
            double left = (Math.max(box.left(), window.left()) - window.left()) * across;
            double right = (Math.min(box.right(), window.right()) - window.left()) * across;
            double top = (Math.max(box.top(), window.top()) - window.top()) * down;
            double bottom = (Math.min(box.bottom(), window.bottom()) - window.top()) * down;
            return mirrored
                    ? Box.ofCorners(width - right, top, width - left, bottom)
                    : Box.ofCorners(left, top, right, bottom);
        }
    }

    /** Draws one change of an image of a size. */
    public Change draw(RandomGenerator random, double width, double height) {
        if (equals(NONE)) {
            return Change.none(width, height);
        }
        double scale = smallest + (largest - smallest) * random.nextDouble();
        double ratio = Math.pow(stretch, 2 * random.nextDouble() - 1);
        double across = width * scale * Math.sqrt(ratio);
        double down = height * scale / Math.sqrt(ratio);
        // Anywhere within the image, or the image anywhere within the window.
        double left = (width - across) * random.nextDouble();
        double top = (height - down) * random.nextDouble();
        return new Change(
                new Box(left, top, across, down),
                flip && random.nextBoolean(),
                factor(random),
                factor(random),
                factor(random));
    }

    private double factor(RandomGenerator random) {
        return 1 + colour * (2 * random.nextDouble() - 1);
    }
}
