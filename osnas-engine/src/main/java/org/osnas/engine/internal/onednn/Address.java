package org.osnas.engine.internal.onednn;

import org.bytedeco.javacpp.Pointer;

/** A pointer to memory that is somebody else's; it may point elsewhere from one call to the next. */
final class Address extends Pointer {

    Address to(long target) {
        address = target;
        return this;
    }
}
