package org.osnas.tasks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/**
 * Makes four identities of each by turning its images by 0, 90, 180 and 270 degrees, as is usual where identities are
 * few: Santoro et al. 2016, <a href="https://arxiv.org/abs/1605.06065">One-shot Learning with Memory-Augmented Neural
 * Networks</a>.
 */
public final class QuarterTurns {

    private static final int TURNS = 4;

    private QuarterTurns() {}

    /**
     * Every image in all four turns.
     *
     * @throws org.osnas.api.spi.BadInputException if images are not square
     */
    public static ImageSet all(ImageSet images) {
        return of(images, 1);
    }

    /**
     * Every image in one turn: those of a class are dealt to its four turns, so that there are as many images as before.
     *
     * @throws org.osnas.api.spi.BadInputException if images are not square
     */
    public static ImageSet dealt(ImageSet images) {
        return of(images, TURNS);
    }

    private static List<String> names(String name) {
        return List.of(name, name + " turned 90", name + " turned 180", name + " turned 270");
    }

    /**
     * @param every each of how many images of a class goes into one turn
     */
    private static ImageSet of(ImageSet images, int every) {
        Shape shape = images.shape();
        Check.that(shape.height() == shape.width(), "Only square images can be turned, these are %s", shape);
        Labels labels = images.labels();
        List<String> names =
                labels.names().stream().flatMap(name -> names(name).stream()).toList();
        List<Integer> sources = new ArrayList<>();
        List<Integer> turns = new ArrayList<>();
        List<Integer> identities = new ArrayList<>();
        int[] seen = new int[labels.strata()];
        for (int i = 0; i < images.size(); i++) {
            int label = labels.stratum(i);
            int number = seen[label]++;
            for (int turn = 0; turn < TURNS; turn++) {
                if ((number + turn) % every == 0) {
                    sources.add(i);
                    turns.add(turn);
                    identities.add(TURNS * label + turn);
                }
            }
        }
        int[] numbers = identities.stream().mapToInt(Integer::intValue).toArray();
        ImageSet turned = new ImageSet(shape, names, pixels(images, sources, turns), numbers);
        return labels instanceof IdentityLabels ? turned.labelled(Labels.ofIdentities(numbers, names)) : turned;
    }

    /** Turned once if they are in memory, otherwise whenever they are read. */
    private static PixelStore pixels(ImageSet images, List<Integer> sources, List<Integer> turns) {
        PixelStore store = new PixelStore() {
            @Override
            public int size() {
                return sources.size();
            }

            @Override
            public byte[] pixels(int image) {
                return turned(images.pixels(sources.get(image)), images.shape(), turns.get(image));
            }

            @Override
            public boolean inMemory() {
                return false;
            }
        };
        return images.inMemory()
                ? PixelStore.of(
                        IntStream.range(0, store.size()).mapToObj(store::pixels).toArray(byte[][]::new))
                : store;
    }

    /** Anticlockwise. */
    private static byte[] turned(byte[] image, Shape shape, int turn) {
        if (turn == 0) {
            return image;
        }
        int side = shape.width();
        int channels = shape.channels();
        byte[] quarter = new byte[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = (x * side + side - 1 - y) * channels;
                System.arraycopy(image, from, quarter, (y * side + x) * channels, channels);
            }
        }
        return turned(quarter, shape, turn - 1);
    }
}
