package org.osnas.cli;

import java.util.Locale;

/** A table of a page. Texts are escaped; those that begin with # are numbers, which stand to the right. */
final class HtmlTable {

    private final StringBuilder html;

    HtmlTable(String style, String... heads) {
        html = new StringBuilder("<table class='").append(style).append("'>");
        add("th", heads);
    }

    HtmlTable row(String... cells) {
        return add("td", cells);
    }

    /** A row that ends with a bar. */
    HtmlTable row(double share, String... cells) {
        add("td", cells);
        html.setLength(html.length() - "</tr>".length());
        html.append(
                String.format(Locale.ROOT, "<td><div class='bar' style='width:%.1f%%'></div></td></tr>", 100 * share));
        return this;
    }

    private HtmlTable add(String kind, String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            boolean number = cell.startsWith("#");
            html.append('<').append(kind).append(number ? " class='n'>" : ">");
            html.append(Html.escape(number ? cell.substring(1) : cell));
            html.append("</").append(kind).append('>');
        }
        html.append("</tr>");
        return this;
    }

    @Override
    public String toString() {
        return html + "</table>";
    }
}
