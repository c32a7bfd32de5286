package org.osnas.core.score;

import java.util.List;
import org.osnas.api.spi.Check;
import org.osnas.core.score.ScoreImport.Columns;
import org.osnas.text.CsvTable;

/** A line of CSV below a line of column names. */
record ForeignCsv(CsvTable table, CsvTable.Row row) implements ForeignRow {

    /**
     * @param source what the text is, for messages
     * @throws org.osnas.api.spi.BadInputException if a line has other cells than the first
     */
    static List<ForeignRow> read(String source, String text) {
        CsvTable table = CsvTable.parse(source, text);
        return table.rows().stream()
                .map(row -> (ForeignRow) new ForeignCsv(table, row))
                .toList();
    }

    @Override
    public String place() {
        return row.place();
    }

    @Override
    public String architecture(Columns columns) {
        return row.cell(column(columns.architecture().orElse(Columns.ARCHITECTURE)));
    }

    @Override
    public List<Double> numbers(String column) {
        int index = column(column);
        return List.of(row.cell(index).isEmpty() ? Double.NaN : table.number(row, index, ""));
    }

    private int column(String name) {
        int index = table.header().indexOf(name);
        Check.that(
                index >= 0,
                "%s: there is no column '%s'. There are: %s",
                row.place(),
                name,
                String.join(", ", table.header()));
        Check.that(table.header().lastIndexOf(name) == index, "%s: two columns are called '%s'", row.place(), name);
        return index;
    }
}
