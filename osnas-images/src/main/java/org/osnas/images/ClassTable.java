package org.osnas.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osnas.api.spi.Check;
import org.osnas.images.internal.ImageCollector;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.internal.ImageTree;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Reading;
import org.osnas.text.CsvTable;

/**
 * Images with a class each, as a CSV file lists them: the file in the first column, the class in the second, and perhaps
 * in a column {@code split} whether it is for {@code train}, {@code val} or {@code test}. Classes that are all whole
 * numbers come in the order of these, others as {@link ImageFolder} has them.
 */
record ClassTable(ImageSet train, ImageSet validation, ImageSet test, Reading reading) {

    private static final String SPLIT = "split";
    private static final Map<String, Integer> PARTS =
            Map.of("train", 0, "training", 0, "val", 1, "valid", 1, "validation", 1, "dev", 1, "test", 2, "testing", 2);

    /**
     * @param options how images are read
     * @throws org.osnas.api.spi.BadInputException naming the line or image that cannot be used
     */
    static ClassTable read(Path csv, ImageOptions options) {
        CsvTable table = ImageTable.table(csv);
        int split = table.header().size() > 2
                ? table.header().stream()
                        .map(h -> h.toLowerCase(Locale.ROOT))
                        .toList()
                        .indexOf(SPLIT)
                : -1;
        Check.that(
                table.header().size() == 2 || table.header().size() == 3 && split == 2,
                "%s, line 1 has the columns %s. For classes there must be the image file, its class, and perhaps a third column called '%s'",
                csv,
                table.header(),
                SPLIT);
        List<String> names = names(table.rows().stream().map(row -> label(row)).toList());
        Findings findings = new Findings();
        findings.noteAlike(names);
        ImageCollector images = new ImageCollector(options, findings);
        int[] ends = new int[3];
        for (int part = 0; part < 3; part++) {
            for (CsvTable.Row row : table.rows()) {
                if (part == (split < 0 ? 0 : part(row, split))) {
                    images.add(ImageTable.file(csv, row), names.indexOf(label(row)));
                }
            }
            ends[part] = images.size();
        }
        images.end();
        Check.that(ends[2] > 0, "%s has no image behind its first line", csv);
        return new ClassTable(
                images.images(0, ends[0], names),
                images.images(ends[0], ends[1], names),
                images.images(ends[1], ends[2], names),
                images.reading());
    }

    /** Whether the table divides its images; if it does not, all are for training. */
    boolean divided() {
        return validation.size() + test.size() > 0;
    }

    /** What the table divides; where it has no images for the test, those for validation are it. */
    ImageData data() {
        return test.size() == 0
                ? new ImageData(train, Optional.empty(), validation, reading)
                : new ImageData(
                        train, validation.size() == 0 ? Optional.empty() : Optional.of(validation), test, reading);
    }

    private static String label(CsvTable.Row row) {
        String label = row.cell(1);
        Check.that(!label.isBlank(), "%s: the image %s has no class", row.place(), row.cell(0));
        return label;
    }

    private static int part(CsvTable.Row row, int split) {
        return Check.present(
                PARTS.get(row.cell(split).toLowerCase(Locale.ROOT)),
                "%s: the split is '%s', but it must be train, val or test",
                row.place(),
                row.cell(split));
    }

    static List<String> names(Collection<String> labels) {
        List<String> names = new ArrayList<>(new TreeSet<>(labels));
        boolean numbers = names.stream().allMatch(name -> name.matches("[0-9]{1,9}"));
        names.sort(numbers ? Comparator.comparingInt(Integer::parseInt) : ImageTree.ORDER);
        return names;
    }
}
