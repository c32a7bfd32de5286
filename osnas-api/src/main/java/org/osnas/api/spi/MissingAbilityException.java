package org.osnas.api.spi;

/** A component lacks an optional ability, a sub-interface of its contract, that another component needs. */
public final class MissingAbilityException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final Class<?> ability;

    /**
     * @param ability the sub-interface that is not implemented
     * @param who needs it, to begin the message with
     * @param what is needed, in words
     * @param remedy what to do instead
     */
    public MissingAbilityException(Class<?> ability, String who, String what, String remedy) {
        super("%s needs %s, which nothing in this run gives. %s.".formatted(who, what, remedy));
        this.ability = ability;
    }

    /** The sub-interface that is not implemented. */
    public Class<?> ability() {
        return ability;
    }
}
