package org.osnas.images.internal;

import java.util.List;

/**
 * Reads the codes of a scan without making pixels of them (ITU-T T.81, annexes F.2 and G.2). A JPEG has no checksum; what
 * shows that bits were changed are codes that do not exist, and data that are too short or too long for the pixels.
 */
final class JpegScan {

    private static final int LAST = 63;

    /**
     * A component of the image.
     *
     * @param across blocks of a unit
     * @param width in blocks that hold pixels
     * @param stride blocks in a row, with those that fill up units
     * @param rows of blocks, likewise
     * @param known bits of the coefficients of each block that are not zero so far, for progressive files
     */
    record Component(int id, int across, int down, int width, int height, int stride, int rows, long[] known) {}

    /** A component in this scan, with its tables of the first and of the other coefficients. */
    record Part(Component component, JpegCodes first, JpegCodes others) {}

    /** From which coefficient to which, and how many bits they had before; 0 in a first scan. */
    record Band(int from, int to, int before) {}

    private final List<Part> parts;
    private final Band band;
    private final boolean progressive;
    private final JpegBits bits;
    /** Blocks, this one included, that have nothing more in this scan. */
    private int ended;

    JpegScan(List<Part> parts, Band band, boolean progressive, JpegBits bits) {
        this.parts = parts;
        this.band = band;
        this.progressive = progressive;
        this.bits = bits;
    }

    static BrokenException wrongCode() {
        return new BrokenException("is damaged: its pixels hold a code that cannot be. Fetch it again");
    }

    /**
     * Reads to the next marker.
     *
     * @param interval units after which decoders may begin anew; 0 for never
     * @return whether data were left over
     */
    boolean read(int interval) {
        Component one = parts.get(0).component();
        boolean alone = parts.size() == 1;
        int columns = alone ? one.width() : one.stride() / one.across();
        int units = columns * (alone ? one.height() : one.rows() / one.down());
        boolean more = false;
        for (int unit = 0; unit < units; unit++) {
            if (interval > 0 && unit > 0 && unit % interval == 0) {
                more |= bits.leaveForMarker();
                bits.passRestart((unit / interval - 1) % 8);
                ended = 0;
            }
            if (alone) {
                block(parts.get(0), unit / columns * one.stride() + unit % columns);
            } else {
                unit(unit % columns, unit / columns);
            }
        }
        return bits.leaveForMarker() || more;
    }

    private void unit(int column, int row) {
        for (Part part : parts) {
            Component c = part.component();
            for (int i = 0; i < c.across() * c.down(); i++) {
                block(part, (row * c.down() + i / c.across()) * c.stride() + column * c.across() + i % c.across());
            }
        }
    }

    private void block(Part part, int at) {
        if (band.from() == 0) {
            bits.skip(band.before() > 0 ? 1 : size(part.first()));
        }
        if (!progressive) {
            others(part, at, 1, LAST);
        } else if (band.from() > 0 && band.before() == 0) {
            if (ended > 0) {
                ended--;
            } else {
                others(part, at, band.from(), band.to());
            }
        } else if (band.from() > 0) {
            refine(part, at);
        }
    }

    private int size(JpegCodes codes) {
        int size = codes.next(bits);
        // The difference of two means of eight bits.
        if (size > 11) {
            throw wrongCode();
        }
        return size;
    }

    private void others(Part part, int at, int from, int to) {
        int k = from;
        while (k <= to) {
            int symbol = part.others().next(bits);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && zeros < 15) {
                if (!progressive && zeros > 0) {
                    throw wrongCode();
                }
                ended = (1 << zeros) + bits.read(zeros) - 1;
                return;
            }
            k += zeros;
            if (k > to) {
                throw wrongCode();
            }
            if (size > 0 && progressive) {
                part.component().known()[at] |= 1L << k;
            }
            bits.skip(size);
            k++;
        }
    }

    /** One more bit of what is known, and in between what becomes other than zero now. */
    private void refine(Part part, int at) {
        long[] known = part.component().known();
        int k = band.from();
        while (ended == 0 && k <= band.to()) {
            int symbol = part.others().next(bits);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            if (size > 1) {
                throw wrongCode();
            }
            if (size == 0 && zeros < 15) {
                ended = (1 << zeros) + bits.read(zeros);
                break;
            }
            bits.skip(size);
            for (; k <= band.to(); k++) {
                if ((known[at] >>> k & 1) != 0) {
                    bits.skip(1);
                } else if (zeros-- == 0) {
                    break;
                }
            }
            if (size == 1) {
                if (k > band.to()) {
                    throw wrongCode();
                }
                known[at] |= 1L << k;
            }
            k++;
        }
        if (ended > 0) {
            long left = k > LAST ? 0 : known[at] >>> k << k & -1L >>> LAST - band.to();
            bits.skipMany(Long.bitCount(left));
            ended--;
        }
    }
}
