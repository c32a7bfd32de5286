package org.osnas.core.run;

import org.osnas.api.spi.BadInputException;

/** What goes on is given another configuration than it was begun with. */
public final class ChangedConfigException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String before;
    private final String now;

    ChangedConfigException(String where, String before, String now) {
        super(("%s was begun with '%s', but the configuration now says '%s'. Resume with the configuration it was begun"
                        + " with, or begin another one")
                .formatted(where, before, now));
        this.before = before;
        this.now = now;
    }

    /** The first line that differs, as it was. */
    public String before() {
        return before;
    }

    /** The same line as it is given now. */
    public String now() {
        return now;
    }
}
