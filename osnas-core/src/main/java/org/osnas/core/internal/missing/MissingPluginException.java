package org.osnas.core.internal.missing;

import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.UnknownNameException;

/** A run that has begun needs a component of a plug-in that is not there. */
public final class MissingPluginException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String from;

    public MissingPluginException(String where, String component, String from, UnknownNameException cause) {
        super("%s was begun with %s of %s, which is not there".formatted(where, component, from), cause);
        this.from = from;
    }

    /** The class of the component, and the jar that it was in. */
    public String from() {
        return from;
    }
}
