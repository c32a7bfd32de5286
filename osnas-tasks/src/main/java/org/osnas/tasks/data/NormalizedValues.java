package org.osnas.tasks.data;

/** The values of examples as a network gets them. For one thread. */
public interface NormalizedValues {

    /**
     * One value of one example.
     *
     * @param index into {@code [height, width, channels]}, row after row
     * @param channel that the index lies in
     */
    float value(int example, int index, int channel);

    /** What a zero outside of the example becomes, as if the example itself had been padded with zeros. */
    float zero(int channel);
}
