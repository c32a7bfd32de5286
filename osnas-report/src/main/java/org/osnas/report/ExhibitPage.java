package org.osnas.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osnas.report.internal.chart.Chart;
import org.osnas.report.internal.chart.PlainCharts;

/**
 * What the template shows of an exhibit; numbers are text, so that they look alike wherever the page is made.
 *
 * @param chart of its lines, or of its matrix
 */
public record ExhibitPage(String title, Optional<Chart> chart, List<Picture> pictures) {

    /**
     * An example.
     *
     * @param text size of letters in its pixels
     */
    public record Picture(String width, String height, String caption, String png, String text, List<Frame> frames) {

        /** In words, for who cannot see it. */
        public String says() {
            String found = String.join(
                    ", ",
                    frames.stream()
                            .map(Frame::says)
                            .filter(says -> !says.isEmpty())
                            .toList());
            return caption.isEmpty() ? found.isEmpty() ? "an example" : found : caption;
        }
    }

    /**
     * A box.
     *
     * @param labelTop where its label stands
     */
    public record Frame(
            String left, String top, String width, String height, String labelTop, String label, boolean truth) {

        String says() {
            return label;
        }
    }

    /**
     * @param number of the exhibit, from 0
     */
    static ExhibitPage of(ShownExhibit exhibit, int number) {
        String id = "exhibit-" + number;
        Optional<Chart> chart = exhibit.matrix()
                .map(matrix -> PlainCharts.matrix(id, exhibit.title(), matrix.names(), matrix.counts()))
                .or(() -> exhibit.lines().isEmpty()
                        ? Optional.empty()
                        : Optional.of(PlainCharts.curves(
                                id, exhibit.title(), exhibit.across(), exhibit.up(), exhibit.lines())));
        return new ExhibitPage(
                exhibit.title(),
                chart,
                exhibit.pictures().stream().map(ExhibitPage::picture).toList());
    }

    private static Picture picture(ShownExhibit.Picture picture) {
        double text = Math.max(picture.width(), picture.height()) / 20.0;
        return new Picture(
                String.valueOf(picture.width()),
                String.valueOf(picture.height()),
                picture.caption(),
                picture.png(),
                number(text),
                picture.frames().stream().map(frame -> frame(frame, text)).toList());
    }

    private static Frame frame(ShownExhibit.Frame frame, double text) {
        String label = frame.truth() ? "" : String.format(Locale.ROOT, "%s %.2f", frame.name(), frame.score());
        // Above the box, or within where there is no room.
        double top = frame.top() > text * 1.3 ? frame.top() - text * 0.25 : frame.top() + text;
        return new Frame(
                number(frame.left()),
                number(frame.top()),
                number(frame.width()),
                number(frame.height()),
                number(top),
                label,
                frame.truth());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
