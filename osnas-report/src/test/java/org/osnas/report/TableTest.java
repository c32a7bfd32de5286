package org.osnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;
import org.osnas.report.Table.Column;

class TableTest {

    private static final Table TABLE = Table.of(Column.words("block"), Column.numbers("macs"), Column.bar(""))
            .row("conv|3", "1,200", "0.5")
            .row("skip", "0", "0");

    @Test
    void asTextNumbersStandToTheRight() {
        assertThat(TABLE.text().lines()).containsExactly("block    macs", "conv|3  1,200  ██████████", "skip        0");
    }

    @Test
    void asMarkdownItIsAlignedAndEscaped() {
        assertThat(TABLE.markdown())
                .isEqualTo(
                        """
                        | block  |  macs |            |
                        |--------|------:|------------|
                        | conv\\|3 | 1,200 | ██████████ |
                        | skip   |     0 |            |
                        """);
    }

    @Test
    void asHtmlItIsEscapedAndBarsAreDrawn() {
        String html = Templates.html("table-test", TABLE.row("<b>&'\"", "7", "1"));

        assertThat(html)
                .contains("<th>block</th><th class=\"n\">macs</th><th></th>")
                .contains("<td>conv|3</td><td class=\"n\">1,200</td>")
                .contains("<div class=\"bar\" style=\"width:50%\">", "<div class=\"bar\" style=\"width:0%\">")
                .contains("<td>&lt;b&gt;&amp;&#39;&quot;</td>");
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatThrownBy(() -> TABLE.row("conv", "1"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a row of 2 cells, but 3 columns");
    }

    @Test
    void quantitiesHaveAPrefixAndCostsAllDigits() {
        assertThat(Numbers.quantity(1_200_000)).isEqualTo("1.2 M");
        assertThat(Numbers.quantity(100_000)).isEqualTo("100 k");
        assertThat(Numbers.quantity(0)).isEqualTo("0");
        assertThat(Numbers.cost(1_234_567)).isEqualTo("1,234,567");
        assertThat(Numbers.cost(0.25)).isEqualTo("0.2500");
        assertThat(Numbers.decimals(Double.NaN, 2)).isEqualTo("–");
    }
}
