package org.osnas.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** A bar with what it counts, pace and state: one column short of the terminal, so that no line is broken. */
record ProgressLine(Pace pace) implements ProgressBarRenderer {

    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;

    @Override
    public String render(ProgressState progress, int width) {
        Duration elapsed = progress.getElapsedAfterStart();
        return line(
                progress.getTaskName(),
                progress.getCurrent(),
                elapsed.toMillis() / 1000.0,
                progress.getExtraMessage(),
                width);
    }

    /** What fits into the width, the state last. */
    String line(String name, long done, double seconds, String state, int width) {
        int room = Math.max(1, width - 1);
        long total = Math.max(1, pace.total());
        String head = name + " ";
        String said = state.isBlank() ? "" : ", " + state.strip();
        String tail = " %d/%d %s%s%s".formatted(done, pace.total(), pace.unit(), pace.text(done, seconds), said);
        int bar = Math.min(WIDEST_BAR, room - head.length() - tail.length() - 2);
        if (bar < NARROWEST_BAR) {
            bar = NARROWEST_BAR;
        }
        int full = (int) (Math.min(done, total) * bar / total);
        String line = head + "[" + "=".repeat(full) + " ".repeat(bar - full) + "]" + tail;
        return line.length() > room ? line.substring(0, room) : line;
    }
}
