package org.osnas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.BadInputException;

/** The samples are made by {@code csv/make.sh} with LibreOffice, Gnumeric and Python, all of one table. */
class CsvTableTest {

    private static Path sample(String name) {
        try {
            return Path.of(CsvTableTest.class.getResource("csv/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CsvTable read(String name) throws IOException {
        return CsvTable.parse(name, TextFile.read(sample(name), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "office.csv",
                "office-german.csv",
                "office-german-bom-crlf.csv",
                "office-german-tab-utf16.txt",
                "office-unit.csv",
                "gnumeric.txt",
                "gnumeric-utf16.txt",
                "python-excel.csv",
                "python-all-quoted.csv",
                "python-old-mac.csv",
                "python-sep-line.csv",
                "python-exponents.csv",
                "python-remarks.csv",
            })
    void oneTableIsReadFromAllThatWriteIt(String name) throws IOException {
        CsvTable table = read(name);
        assertThat(table.header()).containsExactly("layer", "block", "value");
        assertThat(table.rows())
                .extracting(row -> row.cells().subList(0, 2))
                .containsExactly(
                        List.of("base", ""), List.of("0", "k3e1"), List.of("0", "k3e3"), List.of("1", "é \"x\"; y, z"));
        double[] values = {0.41, 1234.5, 0.00025, 3};
        for (int i = 0; i < values.length; i++) {
            assertThat(table.number(table.rows().get(i), 2, "ms")).isEqualTo(values[i], within(1e-15));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "office-german-thousands.csv|line 3: 'value' is '1.234,50', but other numbers have decimal commas",
                "office-english-thousands.csv|line 3: 'value' is '1,234.50': write a decimal point and no marks of thousands",
                "office-windows-1252.csv|line 5: it is not UTF-8 text. Save it as UTF-8",
                "utf16-without-mark.csv|line 1: holds a zero character, so it is no text, or UTF-16 without its byte-order mark",
                "python-nan.csv|line 5: 'value' is 'nan', not a finite number",
                "python-inf.csv|line 5: 'value' is 'inf', not a finite number",
                "python-1e999.csv|line 5: 'value' is '1e999', which no number of 64 bits can be near to",
            })
    void whatMayMeanSomethingElseIsRefused(String name, String message) {
        assertThatThrownBy(() -> {
                    CsvTable table = read(name);
                    table.rows().forEach(row -> table.number(row, 2, ""));
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x1p3",
                "5d",
                "5f",
                "NaN",
                "-Infinity",
                "∞",
                "#N/A",
                "1_000",
                "1 000",
                "1'000",
                "--1",
                "1e-999",
                "1,5",
                "1.2.3",
                "٣",
                "0.41 s",
                "''",
                "true",
                "91 %",
            })
    void whatIsNoNumberIsNone(String text) {
        assertThatThrownBy(() -> TextNumber.parse("here", text, "ms"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("here is ");
    }

    @Test
    void numbersAreThoseThatAreWritten() {
        assertThat(TextNumber.parse("", "+.5e1", "")).isEqualTo(5);
        assertThat(TextNumber.parse("", "010", "")).isEqualTo(10);
        assertThat(TextNumber.parse("", "-0.0", "")).isZero();
        assertThat(TextNumber.parse("", "3µs", "μs")).isEqualTo(3);
        assertThat(TextNumber.parse("", "1e3 mJ", "mJ")).isEqualTo(1000);
    }

    @Test
    void pointsOfThousandsAreNotTakenForDecimalOnes() {
        CsvTable thousands = CsvTable.parse("t", "a;b\nx;1.250\ny;12.500\n");
        assertThatThrownBy(() -> thousands.number(thousands.rows().get(0), 1, ""))
                .hasMessageContaining("t line 2: 'b' is '1.250': as all numbers here with a point have three digits");
        CsvTable decimal = CsvTable.parse("t", "a;b\nx;1.250\ny;0.500\n");
        assertThat(decimal.number(decimal.rows().get(0), 1, "")).isEqualTo(1.25);
        CsvTable commas = CsvTable.parse("t", "a\tb\nx\t1,250\ny\t7\n");
        assertThat(commas.number(commas.rows().get(0), 1, "")).isEqualTo(1.25);
    }

    @Test
    void mistakesNameTheirLine() {
        assertThatThrownBy(() -> CsvTable.parse("t", "a,b\n\n0,2,1\n"))
                .hasMessage(
                        "t line 3 has 3 cells, the first line 2: a, b. Put cells that hold a separator in quotes, such as \"0,2,1\"");
        assertThatThrownBy(() -> CsvTable.parse("t", "a,b\n1,\"x\n2,3\n")).hasMessageContaining("quotes do not match");
        assertThatThrownBy(() -> CsvTable.parse("t", "a,b\n1,\"x\"y\n")).hasMessageContaining("quotes do not match");
        assertThatThrownBy(() -> CsvTable.parse("t", " \n# only a remark\n")).hasMessageStartingWith("t is empty");
        assertThatThrownBy(() -> CsvTable.parse("t", "a;b,c\n1;2,5\n"))
                .hasMessageContaining("not clear whether its cells are separated by commas, semicolons or tabs");
    }

    @Test
    void remarksAndBlankLinesAreLeftOut() {
        CsvTable table = CsvTable.parse("t", "# one: 1\n#two\na,b\n ,\n\t\n1,2\n# end\n");
        assertThat(table.remarks()).containsExactly("one: 1", "two", "end");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().get(0).place()).isEqualTo("t line 6");
        assertThat(CsvTable.parse("t", "\"a,b\";c\n1;2\n").header()).containsExactly("a,b", "c");
    }

    @Test
    void marksOfOrderSayTheEncoding() {
        byte[] utf32 = "ab".getBytes(java.nio.charset.Charset.forName("UTF-32LE"));
        byte[] marked = new byte[utf32.length + 4];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(utf32, 0, marked, 4, utf32.length);
        assertThat(TextFile.decode("t", marked)).isEqualTo("ab");
        assertThat(TextFile.decode("t", "\uFEFFab".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("ab");
        assertThatThrownBy(() -> TextFile.decode("t", "a\nb\0".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("t, line 2: holds a zero character");
        assertThatThrownBy(() -> TextFile.read(Path.of("."), 1)).hasMessageContaining("is a folder");
    }

    /** As spreadsheets save a table beside which something stood once. */
    @Test
    void columnsAtTheEndThatAreEmptyAreNone() {
        CsvTable table = CsvTable.parse("t.csv", "file;age;;\na.png;3;;\nb.png;;;\n");
        assertThat(table.header()).containsExactly("file", "age");
        assertThat(table.rows().get(1).cells()).containsExactly("b.png", "");
        assertThat(CsvTable.parse("t.csv", "file,age,\na.png,3,x\n").header()).containsExactly("file", "age", "");
    }

    @Test
    void columnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> CsvTable.parse("t.csv", "architecture,score,Score\n0,1,2\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("t.csv, line 1 has two columns called 'Score'. Give them different names, or take one out");
    }
}
