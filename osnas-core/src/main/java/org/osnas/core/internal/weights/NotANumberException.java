package org.osnas.core.internal.weights;

import org.osnas.api.training.PathChoice;

/** A loss or gradient was infinite or not a number. */
public final class NotANumberException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    public NotANumberException(PathChoice path, double value) {
        super("The loss or its gradient is " + value + " on path " + path);
    }
}
