package org.osnas.report.internal.chart;

/**
 * A chart of a page.
 *
 * @param id unique on the page
 * @param kind which script draws it, and what its title and the sentence about it are
 * @param name of what it is about, where a page has several of a kind; else empty
 * @param says what it shows, in a sentence for who cannot see it
 * @param data values as the script wants them
 */
public record Chart(String id, String kind, String name, String says, Object data) {

    static Chart of(String kind, String says, Object data) {
        return new Chart(kind, kind, "", says, data);
    }
}
