package org.osnas.images.internal;

/** Unsigned numbers of 8 or 16 bits. */
final class Numbers {

    private final byte[] bytes;
    private final short[] shorts;

    private Numbers(byte[] bytes, short[] shorts) {
        this.bytes = bytes;
        this.shorts = shorts;
    }

    static Numbers of(byte[] bytes) {
        return new Numbers(bytes, new short[0]);
    }

    static Numbers of(short[] shorts) {
        return new Numbers(new byte[0], shorts);
    }

    /** As small as the largest of them allows. */
    static Numbers of(int[] numbers, int most) {
        if (most > 255) {
            short[] shorts = new short[numbers.length];
            for (int i = 0; i < shorts.length; i++) {
                shorts[i] = (short) numbers[i];
            }
            return of(shorts);
        }
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return of(bytes);
    }

    int length() {
        return Math.max(bytes.length, shorts.length);
    }

    int get(int i) {
        return shorts.length == 0 ? bytes[i] & 0xff : shorts[i] & 0xffff;
    }

    /** The bytes themselves, if they are bytes. */
    byte[] bytes() {
        return bytes;
    }
}
