package org.osnas.tasks.verification;

/** CosFace, scale 16 and margin 0.2 by default; 64 and 0.35 are usual for thousands of identities. */
public final class CosFaceProvider extends MarginProvider {

    public CosFaceProvider() {
        super(
                "cosface",
                "a margin of the cosine",
                "taken off the cosine of the own class",
                0.2,
                2,
                MarginSoftmax::cosFace);
    }
}
