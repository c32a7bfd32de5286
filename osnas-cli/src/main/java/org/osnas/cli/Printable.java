package org.osnas.cli;

/** Text from files and arguments as a terminal may show it. */
final class Printable {

    private Printable() {}

    /** With control characters but for line ends written as {@code \}{@code u001b}, so that none moves the cursor. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) && c != '\n') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
