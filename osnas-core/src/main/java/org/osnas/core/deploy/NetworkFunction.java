package org.osnas.core.deploy;

import java.util.Map;

/** A network that runs in some runtime. */
@FunctionalInterface
public interface NetworkFunction {

    /**
     * What the network gives for one image.
     *
     * @param pixels as {@link InputPreparation#input} takes them
     * @return outputs by name, {@code [height, width, channels]} of each
     */
    Map<String, float[]> apply(float[] pixels);
}
