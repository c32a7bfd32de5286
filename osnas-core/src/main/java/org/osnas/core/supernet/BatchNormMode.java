package org.osnas.core.supernet;

/** Which statistics batch normalisation uses when architectures are evaluated. */
public enum BatchNormMode {
    /** Collected anew for each architecture on a few training batches; the supernet's state stays as it is. */
    RECALIBRATE,
    /** Those of the evaluated batch itself. */
    BATCH,
    /** The running statistics that training left, mixed over all paths. */
    INHERITED
}
