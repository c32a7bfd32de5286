package org.osnas.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.images.internal.ImageCollector;
import org.osnas.images.internal.ImageFormat;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.internal.ImageTree;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.internal.Counted;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.tasks.internal.Permutation;

/**
 * A folder of images with a sub-folder for every class: {@code CLASS/*} alone, from which shares are set aside, or in
 * folders {@code train}, {@code val} and {@code test}, of which {@code val} or {@code test} may be missing: a {@code val}
 * without a {@code test} is the test, as that of ImageNet is used. Classes are in the order of torchvision's
 * {@code ImageFolder}; images may stand in further folders of their class.
 */
public final class ImageFolder {

    private static final String EXPECTED =
            "CLASS/*.jpg, or train/CLASS/*.jpg and val/CLASS/*.jpg, perhaps test/CLASS/*.jpg (also "
                    + ImageFormat.READABLE + ")";

    private final ImageOptions options;
    private final Findings findings = new Findings();
    private final ImageTree tree = new ImageTree(findings);

    /**
     * @param size height and width that every image is resized to, or 0 to keep theirs, which then must be equal
     * @param channels 1 (grey) or 3 (red, green, blue)
     */
    public ImageFolder(int size, int channels) {
        this(ImageOptions.of(size, channels));
    }

    /** With all settings of image files. */
    ImageFolder(ImageOptions options) {
        this.options = options;
    }

    /**
     * {@link #read(Path, double, long)} of the images that are spread evenly over the names.
     *
     * @throws BadInputException naming the folder or image that cannot be used
     */
    public ImageData read(Path directory, double testShare) {
        return read(directory, testShare, 0);
    }

    /**
     * Reads the images.
     *
     * @param testShare share of the images that is set aside for the test where there is no folder for it; of each class
     *     alike
     * @param splitSeed by which images are set aside at random; 0 for some that are spread evenly over the names
     * @throws BadInputException naming the folder or image that cannot be used
     */
    public ImageData read(Path directory, double testShare, long splitSeed) {
        DataFiles.requireFolder(directory, EXPECTED);
        FolderLayout layout = FolderLayout.of(directory, tree, findings);
        ImageCollector images = new ImageCollector(options, findings);
        List<Path> classes = classes(layout.train());
        List<String> names = classes.stream().map(ImageFolder::name).toList();
        findings.noteAlike(names);
        for (Path folder : classes) {
            List<Path> files = tree.images(folder);
            Check.that(
                    !files.isEmpty(),
                    "%s has no image; it holds %s. Put images there (%s), or remove it",
                    folder.toAbsolutePath(),
                    DataFiles.contents(folder),
                    ImageFormat.READABLE);
            files.forEach(file -> images.add(file, names.indexOf(name(folder))));
        }
        int train = images.size();
        layout.validation().ifPresent(part -> add(part, "validation", names, images));
        int validation = images.size();
        layout.test().ifPresent(part -> add(part, "test", names, images));
        images.end();
        ImageSet all = images.images(0, train, names);
        if (layout.test().isEmpty()) {
            return divide(mixed(all, splitSeed), testShare, directory, images);
        }
        Optional<ImageSet> scoring = layout.validation().map(part -> images.images(train, validation, names));
        return new ImageData(all, scoring, images.images(validation, images.size(), names), images.reading());
    }

    private static ImageSet mixed(ImageSet all, long splitSeed) {
        return splitSeed == 0 ? all : all.select(Permutation.of(all.size(), Seeds.generator(splitSeed, "split", 0)));
    }

    private static ImageData divide(ImageSet all, double testShare, Path directory, ImageCollector images) {
        int count = (int) Math.round(all.size() * testShare);
        Check.that(
                count >= 1 && count < all.size(),
                "A test share of %s of the %d images in %s leaves nothing on one side. Change 'test', or give train and test folders",
                testShare,
                all.size(),
                directory.toAbsolutePath());
        int[] picked = ClassBalance.pick(all.labels(), count);
        return new ImageData(
                all.select(ClassBalance.complement(picked, all.size())),
                Optional.empty(),
                all.select(picked),
                images.reading());
    }

    /** Adds the images of another part, whose classes must be those of the training part. */
    private void add(Path part, String called, List<String> names, ImageCollector images) {
        int[] counts = new int[names.size()];
        for (Path folder : classes(part)) {
            int label = names.indexOf(name(folder));
            Check.that(
                    label >= 0,
                    "%s is a class that has no folder among those of the training images (%s). Move or remove it",
                    folder.toAbsolutePath(),
                    some(names));
            for (Path file : tree.images(folder)) {
                images.add(file, label);
                counts[label]++;
            }
        }
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                findings.add(Kind.NOTE, "[class has|classes have] no image for " + called, names.get(label));
            }
        }
    }

    private List<Path> classes(Path directory) {
        List<Path> classes = tree.folders(directory);
        List<Path> beside = tree.imagesBeside(directory);
        if (classes.isEmpty()) {
            throw new BadInputException(
                    beside.isEmpty()
                            ? "%s has no folder of a class; it holds %s. Set 'directory' to a folder with %s"
                                    .formatted(directory.toAbsolutePath(), DataFiles.contents(directory), EXPECTED)
                            : Counted.words(
                                            beside.size(),
                                            "%s has %d [image|images] but no folder of a class, so that nobody knows what [it shows|they show]. Sort images into a folder for each class (as ImageNet's valprep.sh does with its validation images), or list them in a CSV file (data set image-csv)")
                                    .formatted(directory.toAbsolutePath(), beside.size()));
        }
        beside.forEach(
                file -> findings.add(Kind.IGNORED, "[image|images] beside the folders of classes", file.toString()));
        return classes;
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static String some(List<String> names) {
        String text = String.join(", ", names.subList(0, Math.min(20, names.size())));
        return names.size() > 20 ? text + " and " + (names.size() - 20) + " more" : text;
    }
}
