package org.osnas.core.file;

import org.osnas.api.spi.BadInputException;

/** What was written is no longer as it was written. */
public final class DamagedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String damage;

    public DamagedException(String name, String how, String remedy) {
        super(damage(name, how) + " " + remedy);
        damage = damage(name, how);
    }

    public DamagedException(String name, String how, String remedy, Throwable cause) {
        super(damage(name, how) + " " + remedy, cause);
        damage = damage(name, how);
    }

    private static String damage(String name, String how) {
        return "%s is damaged: %s.".formatted(name, how);
    }

    /** The message without what to do. */
    public String damage() {
        return damage;
    }

    public static DamagedException withoutChecksum(String name, String remedy) {
        return new DamagedException(
                name,
                "it does not end with its checksum, so it was cut off, or written by something else, such as an editor"
                        + " or an older version",
                remedy);
    }

    public static DamagedException changed(String name, String remedy) {
        return new DamagedException(name, "its checksum is not that of its content", remedy);
    }
}
