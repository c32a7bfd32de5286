package org.osnas.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Numbers in cells. A comma is a decimal comma where it does not separate cells, and then no number may have a point: it
 * would be one of thousands in the same language.
 */
enum CsvNumbers {
    /** As programs write: {@code 0.41}. */
    POINT,
    /** As spreadsheets in much of Europe write: {@code 0,41}. */
    COMMA,
    /** All points have three digits behind them, {@code 1.250}, which spreadsheets write for thousands too. */
    UNCLEAR;

    private static final Pattern CELL = Pattern.compile("([-+]?[0-9.,]+(?:[eE][-+]?[0-9]+)?)\\s*([^0-9.,\\s-]\\S*)?");
    private static final Pattern PLAIN = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?(\\s*\\p{L}+)?");
    private static final Pattern WITH_POINT = Pattern.compile("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?(\\s*\\p{L}+)?");
    private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2}\\.[0-9]{3}(\\s*\\p{L}+)?");
    private static final Pattern NOT_ZERO = Pattern.compile("[^eE]*[1-9].*");
    private static final Pattern NO_VALUE = Pattern.compile("(?i)[-+]?(nan|inf|infinity|∞)|n/?a|null|none|#n/a");

    static CsvNumbers of(char separator, List<CsvTable.Row> rows) {
        if (separator == ',') {
            return POINT;
        }
        boolean thousands = false;
        boolean point = false;
        for (CsvTable.Row row : rows) {
            for (String cell : row.cells()) {
                if (WITH_COMMA.matcher(cell).matches()) {
                    return COMMA;
                }
                if (!point && WITH_POINT.matcher(cell).matches()) {
                    boolean group = THOUSANDS.matcher(cell).matches();
                    thousands |= group;
                    point |= !group;
                }
            }
        }
        return thousands && !point ? UNCLEAR : POINT;
    }

    /**
     * @param place where it stands, for messages
     * @throws BadInputException if it is no finite number
     */
    double read(String place, String cell, String unit) {
        Check.that(!cell.isEmpty(), "%s is empty, where a number must stand", place);
        Check.that(!NO_VALUE.matcher(cell).matches(), "%s is '%s', not a finite number", place, cell);
        Matcher parts = CELL.matcher(cell);
        if (!parts.matches()) {
            throw new BadInputException("%s is '%s', not a number".formatted(place, cell));
        }
        String found = parts.group(2) == null ? "" : parts.group(2);
        Check.that(
                found.isEmpty() || same(found, unit),
                "%s is '%s', where %s is meant. Convert it, and write the number alone",
                place,
                cell,
                unit.isEmpty() ? "a number without a unit" : "a number in " + unit);
        return value(place, cell, number(place, parts.group(1)));
    }

    private static boolean same(String found, String unit) {
        // The micro sign and the Greek letter look the same.
        return found.replace('\u00b5', '\u03bc').equalsIgnoreCase(unit.replace('\u00b5', '\u03bc'));
    }

    private String number(String place, String text) {
        boolean point = text.indexOf('.') >= 0;
        boolean comma = text.indexOf(',') >= 0;
        Check.that(
                this == COMMA ? !point : !comma,
                this == COMMA
                        ? "%s is '%s', but other numbers have decimal commas, so that the point may be one of thousands. Write all numbers in one way, without marks of thousands"
                        : "%s is '%s': write a decimal point and no marks of thousands, or separate the cells by semicolons if commas are decimal",
                place,
                text);
        Check.that(
                this != UNCLEAR || !point,
                "%s is '%s': as all numbers here with a point have three digits behind it, that may be one of thousands. Write '%s0' if it is decimal, or leave it out",
                place,
                text,
                text);
        return text.replace(',', '.');
    }

    private static double value(String place, String cell, String number) {
        if (!PLAIN.matcher(number).matches()) {
            throw new BadInputException("%s is '%s', not a number".formatted(place, cell));
        }
        double value = Double.parseDouble(number);
        boolean lost = value == 0 && NOT_ZERO.matcher(number).matches();
        Check.that(
                Double.isFinite(value) && !lost, "%s is '%s', which no number of 64 bits can be near to", place, cell);
        return value;
    }
}
