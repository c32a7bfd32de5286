package org.osnas.core.run;

import java.util.List;
import org.osnas.api.spi.BadInputException;

/** What was to be gone on from belongs to another run. */
public final class OtherRunException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private OtherRunException(String message) {
        super(message);
    }

    static OtherRunException of(String what, String written, String here) {
        List<String> theirs = written.lines().toList();
        List<String> ours = here.lines().toList();
        int line = 0;
        while (line < Math.min(theirs.size(), ours.size()) && theirs.get(line).equals(ours.get(line))) {
            line++;
        }
        return new OtherRunException(
                ("%s belongs to another run: it was computed for '%s', but this run has '%s'. Put the one of this run"
                                + " back, or delete it to compute it again.")
                        .formatted(what, at(theirs, line), at(ours, line)));
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }
}
