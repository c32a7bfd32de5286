package org.osnas.core.score;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.osnas.api.spi.Check;
import org.osnas.core.score.ScoreImport.Columns;

/**
 * A line of CSV below a line of column names.
 *
 * @param header names of the columns
 * @param cells as many
 */
record ForeignCsv(String place, List<String> header, List<String> cells) implements ForeignRow {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setCommentMarker('#')
            .get();

    /**
     * @param source what the text is, for messages
     * @throws org.osnas.api.spi.BadInputException if a line has other cells than the first
     */
    static List<ForeignRow> read(String source, String text) throws IOException {
        List<ForeignRow> rows = new ArrayList<>();
        List<String> header = List.of();
        try (CSVParser parser = FORMAT.parse(new StringReader(text))) {
            for (CSVRecord line : parser) {
                List<String> cells = line.toList();
                if (header.isEmpty()) {
                    header = cells;
                    continue;
                }
                String place = source + " line " + parser.getCurrentLineNumber();
                Check.that(
                        cells.size() == header.size(),
                        "%s has %d cells, the first line %d; put an architecture with commas in quotes",
                        place,
                        cells.size(),
                        header.size());
                rows.add(new ForeignCsv(place, header, cells));
            }
        }
        return rows;
    }

    @Override
    public String architecture(Columns columns) {
        return values(columns.architecture().orElse(Columns.ARCHITECTURE)).get(0);
    }

    @Override
    public List<String> values(String column) {
        int index = header.indexOf(column);
        Check.that(index >= 0, "%s: there is no column '%s'. There are: %s", place, column, String.join(", ", header));
        return List.of(cells.get(index));
    }
}
