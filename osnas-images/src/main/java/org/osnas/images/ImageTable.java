package org.osnas.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datavec.image.loader.NativeImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Labels;
import org.osnas.text.CsvTable;
import org.osnas.text.TextFile;

/**
 * Images with a row of numbers each, as a CSV file lists them: a first line with the names of the columns, then a line for
 * each image, its file (relative to the CSV) in the first column.
 */
final class ImageTable {

    private static final long MOST_MEGABYTES = 500;

    private ImageTable() {}

    /**
     * @param yesNo whether the numbers are 1 for yes and 0 for no
     * @param size height and width that every image is resized to, or 0 to keep theirs, which then must be equal
     * @param channels 1 or 3
     * @throws BadInputException naming the line or image that cannot be used
     */
    static Examples read(Path csv, boolean yesNo, int size, int channels) {
        CsvTable table = table(csv);
        Check.that(
                table.header().size() >= 2,
                "%s, line 1 has %d columns: '%s'. The first is the image file, and at least one more is a label",
                csv,
                table.header().size(),
                String.join(",", table.header()));
        List<String> names = table.header().subList(1, table.header().size());
        NativeImageLoader loader = new NativeImageLoader(size == 0 ? -1 : size, size == 0 ? -1 : size, channels);
        List<byte[]> pixels = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            String before = places.put(row.cell(0), row.place());
            Check.that(before == null, "%s names the image %s, as %s does already", row.place(), row.cell(0), before);
            rows.add(numbers(table, row));
            Path file = csv.resolveSibling(row.cell(0));
            Check.that(Files.isRegularFile(file), "%s: there is no image %s", row.place(), file);
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

    private static CsvTable table(Path csv) {
        Check.that(Files.isRegularFile(csv), "%s does not exist. Set 'file' to a CSV file", csv.toAbsolutePath());
        CsvTable table;
        try {
            table = CsvTable.parse(csv.toString(), TextFile.read(csv, MOST_MEGABYTES));
        } catch (IOException e) {
            throw new BadInputException(
                    "%s cannot be read (%s). Set 'file' to a CSV file".formatted(csv.toAbsolutePath(), e), e);
        }
        for (String remark : table.remarks()) {
            // A name may begin so too, and its image would be left out silently.
            String name = "#" + remark.split("[,;\t]")[0];
            Check.that(
                    !Files.isRegularFile(csv.resolveSibling(name)),
                    "%s: the line '#%s' is a remark, since it begins with #, but there is an image %s. Put its name in quotes",
                    csv,
                    remark,
                    name);
        }
        return table;
    }

    private static float[] numbers(CsvTable table, CsvTable.Row row) {
        float[] numbers = new float[table.header().size() - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) table.number(row, i + 1, "");
            Check.that(
                    Float.isFinite(numbers[i]),
                    "%s: '%s' is %s, which is too large for a number of 32 bits",
                    row.place(),
                    table.header().get(i + 1),
                    row.cell(i + 1));
        }
        return numbers;
    }
}
