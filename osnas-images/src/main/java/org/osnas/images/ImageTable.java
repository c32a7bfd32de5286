package org.osnas.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.SerializableCSVParser;
import org.datavec.image.loader.NativeImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Labels;

/**
 * Images with a row of numbers each, as a CSV file lists them: a first line with the names of the columns, then a line for
 * each image, its file (relative to the CSV) in the first column.
 */
final class ImageTable {

    private ImageTable() {}

    /**
     * @param yesNo whether the numbers are 1 for yes and 0 for no
     * @param size height and width that every image is resized to, or 0 to keep theirs, which then must be equal
     * @param channels 1 or 3
     * @throws BadInputException naming the line or image that cannot be used
     */
    static Examples read(Path csv, boolean yesNo, int size, int channels) {
        List<String[]> lines = lines(csv);
        String[] header = lines.get(0);
        Check.that(
                header.length >= 2,
                "%s, line 1 has %d columns: '%s'. The first is the image file, and at least one more is a label",
                csv,
                header.length,
                String.join(",", header));
        List<String> names = Arrays.stream(header).skip(1).map(String::strip).toList();
        NativeImageLoader loader = new NativeImageLoader(size == 0 ? -1 : size, size == 0 ? -1 : size, channels);
        List<byte[]> pixels = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (int l = 1; l < lines.size(); l++) {
            String[] fields = lines.get(l);
            if (fields.length == 1 && fields[0].isBlank()) {
                continue;
            }
            rows.add(numbers(csv, l + 1, fields, names));
            Path file = csv.resolveSibling(fields[0].strip());
            Check.that(Files.isRegularFile(file), "%s, line %d: there is no image %s", csv, l + 1, file);
            files.add(file);
            try (INDArray image = ImageFile.load(loader, file)) {
                Shape found = new Shape((int) image.size(2), (int) image.size(3), channels);
                shapes.add(found);
                Check.that(
                        shapes.get(0).equals(found),
                        "%s is %s, but the images before it are %s. Set 'size' to resize all of them to one size",
                        file,
                        found,
                        shapes.get(0));
                pixels.add(ImageFile.bytes(image, found, file));
            }
        }
        Check.that(!rows.isEmpty(), "%s has no image behind its first line", csv);
        List<Path> sources = List.copyOf(files);
        float[][] values = rows.toArray(float[][]::new);
        Labels labels = yesNo ? Labels.ofYesNo(values, names) : Labels.ofValues(values, names);
        return new ImageSet(shapes.get(0), List.of("image"), pixels.toArray(byte[][]::new), new int[rows.size()])
                .labelled(labels)
                .from(image -> sources.get(image).toString());
    }

    private static List<String[]> lines(Path csv) {
        SerializableCSVParser parser = new SerializableCSVParser();
        List<String[]> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(csv)) {
                lines.add(parser.parseLine(line));
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "%s cannot be read (%s), line %d. Set 'file' to a CSV file"
                            .formatted(csv.toAbsolutePath(), e, lines.size() + 1),
                    e);
        }
        Check.that(!lines.isEmpty(), "%s is empty", csv);
        return lines;
    }

    private static float[] numbers(Path csv, int line, String[] fields, List<String> names) {
        Check.that(
                fields.length == names.size() + 1,
                "%s, line %d has %d columns, but line 1 has %d",
                csv,
                line,
                fields.length,
                names.size() + 1);
        float[] row = new float[names.size()];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = Float.parseFloat(fields[i + 1].strip());
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        "%s, line %d: '%s' of '%s' is not a number".formatted(csv, line, fields[i + 1], names.get(i)),
                        e);
            }
        }
        return row;
    }
}
