package org.osnas.images.internal;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.tasks.data.Findings;

/** Image files that cannot be read: left out and counted, or named when all were tried. */
public final class BrokenImages {

    private final boolean skips;
    private final Findings findings;
    private final List<BrokenImageException> broken = new ArrayList<>();

    /**
     * @param skips whether they are left out
     * @param findings gets them
     */
    public BrokenImages(boolean skips, Findings findings) {
        this.skips = skips;
        this.findings = findings;
    }

    public void add(BrokenImageException one) {
        broken.add(one);
        findings.add(Kind.BROKEN, "[file|files] that cannot be read", one.getMessage());
    }

    /**
     * Ends it.
     *
     * @param tried how many files there are
     * @throws BadInputException if files could not be read and are not to be left out, or none could
     */
    public void end(int tried) {
        if (broken.isEmpty() || skips && broken.size() < tried) {
            return;
        }
        String advice = skips ? "" : ". To leave such files out, set 'broken' to 'skip'";
        throw new BadInputException(
                broken.size() == 1
                        ? broken.get(0).getMessage() + advice
                        : "%d of %d image files cannot be read%s:\n%s"
                                .formatted(
                                        broken.size(),
                                        tried,
                                        advice,
                                        Findings.lines(broken.stream()
                                                .map(Throwable::getMessage)
                                                .toList())));
    }
}
