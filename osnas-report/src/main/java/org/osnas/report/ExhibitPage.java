package org.osnas.report;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the template shows of an exhibit; numbers are text, so that they look alike wherever the page is made.
 *
 * @param chart its lines as the address of an image
 * @param keys names of the lines
 */
public record ExhibitPage(String title, Optional<String> chart, List<Key> keys, List<Picture> pictures) {

    /** What a colour means. */
    public record Key(String name, String colour) {}

    /**
     * An example.
     *
     * @param text size of letters in its pixels
     */
    public record Picture(String width, String height, String caption, String png, String text, List<Frame> frames) {}

    /**
     * A box.
     *
     * @param labelTop where its label stands
     */
    public record Frame(
            String left, String top, String width, String height, String labelTop, String label, boolean truth) {}

    static ExhibitPage of(ShownExhibit exhibit) throws IOException {
        List<Key> keys = new ArrayList<>();
        for (String name : exhibit.lines().keySet()) {
            Color colour = Charts.COLOURS.get(keys.size() % Charts.COLOURS.size());
            keys.add(new Key(name, String.format("#%06x", colour.getRGB() & 0xffffff)));
        }
        Optional<String> chart = exhibit.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(Charts.address(RunCharts.curves(exhibit.across(), exhibit.up(), exhibit.lines())));
        return new ExhibitPage(
                exhibit.title(),
                chart,
                keys,
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
