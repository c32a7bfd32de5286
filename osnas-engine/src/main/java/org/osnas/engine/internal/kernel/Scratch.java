package org.osnas.engine.internal.kernel;

import java.util.Arrays;

/** Arrays that a thread reuses from call to call, by slot; their contents are whatever the last user left. */
final class Scratch {

    private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

    private float[][] slots = new float[16][];

    private Scratch() {}

    /** The scratch arrays of the current thread. */
    static Scratch local() {
        return LOCAL.get();
    }

    /** The array of this slot, at least {@code length} long. */
    float[] floats(int slot, int length) {
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slot + 1, 2 * slots.length));
        }
        float[] array = slots[slot];
        if (array == null || array.length < length) {
            array = new float[Math.max(length, Tiles.LENGTH)];
            slots[slot] = array;
        }
        return array;
    }

    /** The array of this slot with its first {@code length} elements zero. */
    float[] zeros(int slot, int length) {
        float[] array = floats(slot, length);
        Arrays.fill(array, 0, length, 0f);
        return array;
    }
}
