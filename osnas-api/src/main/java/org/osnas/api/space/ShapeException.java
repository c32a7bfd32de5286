package org.osnas.api.space;

import org.osnas.api.spi.BadInputException;

/** A layer got inputs that it cannot take. Blocks and spaces add where: layer, block and node. */
public final class ShapeException extends BadInputException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    ShapeException within(String where) {
        return new ShapeException(where + getMessage());
    }
}
