package org.osnas.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.datavec.image.loader.NativeImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Resizing;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Reading;
import org.osnas.tasks.internal.DataFiles;

/**
 * A folder of images with a sub-folder for every class, read by DataVec's {@link NativeImageLoader} (OpenCV). Either
 * {@code train/CLASS/*} and {@code test/CLASS/*}, or {@code CLASS/*}, from which a share is set aside for the test.
 * Classes are numbered by name. Files of other kinds and hidden files are ignored.
 */
public final class ImageFolder {

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp", "ppm", "pgm");
    private static final String EXPECTED =
            "train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png (also jpg, bmp, tiff, webp, ppm, pgm)";

    private final int size;
    private final int channels;

    /**
     * @param size height and width that every image is resized to, or 0 to keep theirs, which then must be equal
     * @param channels 1 (grey) or 3 (red, green, blue)
     */
    public ImageFolder(int size, int channels) {
        this.size = size;
        this.channels = channels;
    }

    /**
     * @param testShare share of the images that is set aside for the test where there is no test folder
     * @throws BadInputException naming the folder or image that cannot be used
     */
    public ImageData read(Path directory, double testShare) {
        DataFiles.requireFolder(directory, EXPECTED);
        Path train = directory.resolve("train");
        Path test = directory.resolve("test");
        if (Files.isDirectory(train) != Files.isDirectory(test)) {
            throw new BadInputException("%s has a folder '%s' but no folder '%s'. Give both, or folders of classes only"
                    .formatted(
                            directory.toAbsolutePath(),
                            Files.isDirectory(train) ? "train" : "test",
                            Files.isDirectory(train) ? "test" : "train"));
        }
        if (Files.isDirectory(train)) {
            return new ImageData(readClasses(train), readClasses(test), reading());
        }
        ImageSet all = readClasses(directory);
        int count = (int) Math.round(all.size() * testShare);
        if (count < 1 || count >= all.size()) {
            throw new BadInputException(
                    "A test share of %s of the %d images in %s leaves nothing on one side. Change 'test', or give train and test folders"
                            .formatted(testShare, all.size(), directory.toAbsolutePath()));
        }
        int[] picked = ClassBalance.pick(all.labels(), count);
        return new ImageData(all.select(ClassBalance.complement(picked, all.size())), all.select(picked), reading());
    }

    /** How the images were read. */
    public Reading reading() {
        return new Reading(size == 0 ? Resizing.NONE : Resizing.STRETCH, Optional.empty(), List.of());
    }

    private ImageSet readClasses(Path directory) {
        List<Path> classes = DataFiles.list(directory, Files::isDirectory);
        if (classes.isEmpty()) {
            throw new BadInputException("%s has no folder of a class; it holds %s. Set 'directory' to a folder with %s"
                    .formatted(directory.toAbsolutePath(), DataFiles.contents(directory), EXPECTED));
        }
        return read(
                        classes,
                        classes.stream().map(c -> c.getFileName().toString()).toList())
                .images();
    }

    /**
     * Images of classes, in the order of their names.
     *
     * @param files that they come from
     */
    public record Read(ImageSet images, List<Path> files) {
        public Read {
            files = List.copyOf(files);
        }
    }

    /**
     * Reads folders of classes.
     *
     * @param names of the classes, one a folder
     * @throws BadInputException naming the folder or image that cannot be used
     */
    public Read read(List<Path> folders, List<String> names) {
        List<byte[]> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Path> read = new ArrayList<>();
        NativeImageLoader loader = new NativeImageLoader(size == 0 ? -1 : size, size == 0 ? -1 : size, channels);
        Shape shape = null;
        for (int label = 0; label < folders.size(); label++) {
            Path folder = folders.get(label);
            List<Path> files = images(folder);
            if (files.isEmpty()) {
                throw new BadInputException(
                        "%s has no image; it holds %s. Put images there (png, jpg, bmp, …), or remove it"
                                .formatted(folder.toAbsolutePath(), DataFiles.contents(folder)));
            }
            for (Path file : files) {
                try (INDArray image = ImageFile.load(loader, file)) {
                    Shape found = new Shape((int) image.size(2), (int) image.size(3), channels);
                    if (shape != null && !shape.equals(found)) {
                        throw new BadInputException(
                                "%s is %s, but the images before it are %s. Set 'size' to resize all of them to one size"
                                        .formatted(file, found, shape));
                    }
                    shape = found;
                    pixels.add(ImageFile.bytes(image, shape, file));
                }
                labels.add(label);
                read.add(file);
            }
        }
        return new Read(
                new ImageSet(
                                Objects.requireNonNull(shape, "no folder of a class is empty"),
                                names,
                                pixels.toArray(byte[][]::new),
                                labels.stream().mapToInt(Integer::intValue).toArray())
                        .from(image -> read.get(image).toString()),
                read);
    }

    /** The image files of a folder, by name. */
    public static List<Path> images(Path folder) {
        return DataFiles.list(folder, ImageFolder::isImage);
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }
}
