package org.osnas.core.internal.file;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.osnas.api.spi.WholeNumbers;

/** Writes CSV files, replacing them as a whole. */
public final class CsvFile {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private CsvFile() {}

    /**
     * @param remarks lines at the top, written behind {@code #}
     * @param rows not-a-number becomes an empty cell, a whole number has no decimal point
     */
    public static void write(Path file, List<String> remarks, List<String> header, List<? extends List<?>> rows)
            throws IOException {
        AtomicFile.write(file, out -> {
            OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            for (String remark : remarks) {
                text.write(("# " + remark).stripTrailing() + "\n");
            }
            CSVPrinter printer = new CSVPrinter(text, FORMAT);
            printer.printRecord(header);
            for (List<?> row : rows) {
                printer.printRecord(row.stream().map(CsvFile::cell).toList());
            }
            text.flush();
        });
    }

    private static Object cell(Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        if (number.isNaN()) {
            return "";
        }
        return WholeNumbers.exact(number) ? (Object) number.longValue() : number;
    }
}
