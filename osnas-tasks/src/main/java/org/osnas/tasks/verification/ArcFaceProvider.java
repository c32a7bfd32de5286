package org.osnas.tasks.verification;

/** ArcFace, scale 16 and margin 0.3 by default; 64 and 0.5 are usual for thousands of identities. */
public final class ArcFaceProvider extends MarginProvider {

    public ArcFaceProvider() {
        super(
                "arcface",
                "an angular margin",
                "angle added for the own class, in radians",
                0.3,
                1.5,
                MarginSoftmax::arcFace);
    }
}
