package org.osnas.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.images.internal.ImageCollector;
import org.osnas.images.internal.ImageFormat;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.internal.NamedFile;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.data.Reading;
import org.osnas.text.CsvTable;
import org.osnas.text.TextFile;

/**
 * Images with a row of numbers each, as a CSV file lists them: a first line with the names of the columns, then a line for
 * each image, its file (relative to the CSV) in the first column.
 */
final class ImageTable {

    private static final long MOST_MEGABYTES = 500;

    private ImageTable() {}

    /** Images with their numbers, and how they were read. */
    record Read(Examples examples, Reading reading) {}

    /**
     * @param yesNo whether the numbers are 1 for yes and 0 for no
     * @param options how images are read
     * @throws BadInputException naming the line or image that cannot be used
     */
    static Read read(Path csv, boolean yesNo, ImageOptions options) {
        CsvTable table = table(csv);
        List<String> names = table.header().subList(1, table.header().size());
        ImageCollector images = new ImageCollector(options, new Findings());
        List<float[]> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            float[] numbers = numbers(table, row);
            if (images.add(file(csv, row), 0)) {
                rows.add(numbers);
            }
        }
        images.end();
        Check.that(!rows.isEmpty(), "%s has no image behind its first line", csv);
        float[][] values = rows.toArray(float[][]::new);
        Labels labels = yesNo ? Labels.ofYesNo(values, names) : Labels.ofValues(values, names);
        return new Read(images.images(0, images.size(), List.of("image")).labelled(labels), images.reading());
    }

    /** The image of a row. */
    static Path file(Path csv, CsvTable.Row row) {
        Path file = NamedFile.in(csv.resolveSibling(""), row.cell(0), row.place());
        Check.that(Files.isRegularFile(file), "%s: there is no image %s", row.place(), file);
        return file;
    }

    /**
     * A table whose first column names images, each once, and which has at least one more.
     *
     * @throws BadInputException naming the line that cannot be used
     */
    static CsvTable table(Path csv) {
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
        Check.that(
                table.header().size() >= 2,
                "%s, line 1 has %d columns: '%s'. The first is the image file, and at least one more is a label",
                csv,
                table.header().size(),
                String.join(",", table.header()));
        Path first = Path.of(table.header().get(0));
        Check.that(
                !ImageFormat.isNamedAsImage(first) || !Files.isRegularFile(csv.resolveSibling(first)),
                "%s, line 1 names the image %s, but the first line holds the names of the columns. Put one before it, such as 'file,label'",
                csv,
                first);
        Map<String, String> places = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            String before = places.put(row.cell(0), row.place());
            Check.that(before == null, "%s names the image %s, as %s does already", row.place(), row.cell(0), before);
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
