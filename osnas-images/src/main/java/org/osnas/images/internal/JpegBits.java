package org.osnas.images.internal;

/** The bits of a segment of entropy-coded data, up to the next marker (ITU-T T.81, annex F.2.2.5). */
final class JpegBits {

    private final byte[] file;
    private int at;
    private long bits;
    private int count;
    /** How many of the bits are none of the file: zeros behind its end, so that a code can be looked up. */
    private int padding;

    JpegBits(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /** The next 16 bits, which stay where they are. */
    int peek() {
        if (count < 16) {
            fill();
        }
        return (int) (bits >>> count - 16) & 0xffff;
    }

    void skip(int number) {
        if (count < number) {
            fill();
        }
        count -= number;
        if (count < padding) {
            throw at >= file.length
                    ? BrokenException.cutOff("in the middle of its pixels")
                    : new BrokenException("is damaged: its data end before its pixels do. Fetch it again");
        }
    }

    /** As {@link #skip} of any number. */
    void skipMany(int number) {
        for (int left = number; left > 0; left -= 16) {
            skip(Math.min(16, left));
        }
    }

    /** A number of up to 16 bits. */
    int read(int number) {
        int value = number == 0 ? 0 : peek() >>> 16 - number;
        skip(number);
        return value;
    }

    private void fill() {
        while (count <= 48) {
            bits <<= 8;
            count += 8;
            if (atMarker()) {
                padding += 8;
            } else {
                bits |= file[at] & 0xff;
                at = isFull(at) ? behind() + 1 : at + 1;
            }
        }
    }

    /** At a byte of 255 without the zero behind it that makes it one of the data. */
    private boolean atMarker() {
        return at >= file.length || isFull(at) && (behind() >= file.length || file[behind()] != 0);
    }

    private boolean isFull(int place) {
        return file[place] == (byte) 0xff;
    }

    /** Behind bytes of 255, which may fill up. */
    private int behind() {
        int place = at + 1;
        while (place < file.length && isFull(place)) {
            place++;
        }
        return place;
    }

    /** Goes to the marker, and says whether there was more before it than the bits that fill a byte. */
    boolean leaveForMarker() {
        boolean more = count - padding >= 8;
        count = 0;
        padding = 0;
        while (!atMarker()) {
            more = true;
            at++;
        }
        return more;
    }

    /** Where the marker is. */
    int marker() {
        return Math.min(file.length, behind()) - 1;
    }

    /** Passes a marker that says where decoders may begin anew. */
    void passRestart(int number) {
        int code = behind();
        if (code >= file.length || (file[code] & 0xff) != 0xd0 + number) {
            throw new BrokenException("is damaged: a part of its pixels is missing. Fetch it again");
        }
        at = code + 1;
    }
}
