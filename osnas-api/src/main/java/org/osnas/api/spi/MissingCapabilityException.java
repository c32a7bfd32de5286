package org.osnas.api.spi;

/** Components were combined that cannot work together: one needs what no other gives. */
public final class MissingCapabilityException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    /**
     * @param who needs it, to begin the message with
     */
    public MissingCapabilityException(Capability capability, String who) {
        super(capability.message(who));
        this.capability = capability;
    }

    /** What is missing. */
    public Capability capability() {
        return capability;
    }
}
