package org.osnas.api.spi;

import java.util.Collection;
import java.util.List;

/** A name that was given is none of the known ones. */
public final class UnknownNameException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String given;
    private final List<String> known;

    /**
     * @param what was not known, with the name, to begin the message with
     * @param given the name
     * @param known the names that would do
     */
    public UnknownNameException(String what, String given, Collection<String> known) {
        super("%s. Known: %s".formatted(what, known.isEmpty() ? "none" : String.join(", ", known)));
        this.given = given;
        this.known = List.copyOf(known);
    }

    public String given() {
        return given;
    }

    /** The names that would do, in their order. */
    public List<String> known() {
        return known;
    }
}
