package org.osnas.images.internal;

/** A table of codes of different lengths (ITU-T T.81, annexes C and F.2.2.3). */
final class JpegCodes {

    private static final int LONGEST = 16;

    /** Of a table that is not there. */
    static final JpegCodes NONE = new JpegCodes(new byte[LONGEST], 0);

    /** Lengths and symbols of codes of eight bits and less, by how they begin; 0 for longer ones. */
    private final int[] quick = new int[256];

    /** By length: one more than the last code of it, filled up to 16 bits. */
    private final int[] ends = new int[LONGEST + 1];

    /** By length: what is to be added to a code for the place of its symbol. */
    private final int[] places = new int[LONGEST + 1];

    private final byte[] symbols;

    /** Numbers of codes of each length from 1 to 16 in a file, and behind them their symbols. */
    JpegCodes(byte[] file, int at) {
        int number = size(file, at) - LONGEST;
        symbols = new byte[number];
        System.arraycopy(file, at + LONGEST, symbols, 0, number);
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int ofLength = file[at + length - 1] & 0xff;
            places[length] = place - code;
            for (int i = 0; i < ofLength && length <= 8; i++) {
                int first = code + i << 8 - length;
                for (int q = first; q < Math.min(256, first + (1 << 8 - length)); q++) {
                    quick[q] = length << 8 | symbols[place + i] & 0xff;
                }
            }
            place += ofLength;
            code += ofLength;
            ends[length] = code << LONGEST - length;
            code <<= 1;
        }
    }

    boolean isMissing() {
        return symbols.length == 0;
    }

    /** Bytes of a table. */
    static int size(byte[] file, int at) {
        int size = LONGEST;
        for (int i = 0; i < LONGEST; i++) {
            size += file[at + i] & 0xff;
        }
        return size;
    }

    /** The next symbol. */
    int next(JpegBits bits) {
        int ahead = bits.peek();
        int known = quick[ahead >>> 8];
        if (known != 0) {
            bits.skip(known >>> 8);
            return known & 0xff;
        }
        for (int length = 1; length <= LONGEST; length++) {
            int place = (ahead >>> LONGEST - length) + places[length];
            if (ahead < ends[length] && place >= 0 && place < symbols.length) {
                bits.skip(length);
                return symbols[place] & 0xff;
            }
        }
        throw JpegScan.wrongCode();
    }
}
