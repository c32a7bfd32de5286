package org.osnas.images.internal;

/** An image file that cannot be read; the message says why, and follows the name of the file. */
final class BrokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    BrokenException(String reason) {
        super(reason);
        this.reason = reason;
    }

    BrokenException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** Why, to follow the name of the file. */
    String reason() {
        return reason;
    }

    static BrokenException cutOff(String where) {
        return new BrokenException("is cut off " + where + ". Fetch it again");
    }
}
