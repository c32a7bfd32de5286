package org.osnas.images.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osnas.images.internal.JpegScan.Band;
import org.osnas.images.internal.JpegScan.Component;
import org.osnas.images.internal.JpegScan.Part;

/**
 * What the segments of a JPEG say of the codes of its pixels (ITU-T T.81, annex B.2): sequential and progressive ones of
 * Huffman codes, which nearly all are. Others, and what does not fit together, are left to the decoder.
 */
final class JpegFrame {

    private static final int BLOCK = 8;

    /** Scans that a file may have, so that a small one cannot keep a machine busy. Encoders write about ten. */
    private static final int MOST_SCANS = 200;

    private final List<Component> components = new ArrayList<>();
    private final JpegCodes[] first = new JpegCodes[4];
    private final JpegCodes[] others = new JpegCodes[4];
    private boolean begun;
    private List<Part> parts = List.of();
    private Band band = new Band(0, 0, 0);
    private boolean progressive;
    private int interval;
    private int scans;

    JpegFrame() {
        Arrays.fill(first, JpegCodes.NONE);
        Arrays.fill(others, JpegCodes.NONE);
    }

    /** Takes what a segment says, of its content from one place to another. */
    void segment(int marker, byte[] file, int from, int to) {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> frame(marker == 0xc2, file, from, to);
            case 0xc4 -> codes(file, from, to);
            case 0xdd -> interval = to - from < 2 ? 0 : word(file, from);
            case 0xda -> scan(file, from, to);
            default -> {
                // Says nothing of codes.
            }
        }
    }

    /** Whether the scan that begins can be read. */
    boolean canBeFollowed() {
        return !parts.isEmpty();
    }

    /**
     * Reads the scan that begins.
     *
     * @return whether data were left over
     */
    boolean read(JpegBits bits) {
        if (++scans > MOST_SCANS) {
            throw new BrokenException(
                    "has more than %d scans, as no camera or program writes. Convert it to PNG".formatted(MOST_SCANS));
        }
        return new JpegScan(parts, band, progressive, bits).read(interval);
    }

    private static int word(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }

    private void frame(boolean isProgressive, byte[] file, int from, int to) {
        components.clear();
        int number = to - from < 6 ? 0 : file[from + 5] & 0xff;
        if (begun || number > 4 || to - from < 6 + 3 * number) {
            return;
        }
        begun = true;
        progressive = isProgressive;
        int height = word(file, from + 1);
        int width = word(file, from + 3);
        int mostAcross = 1;
        int mostDown = 1;
        for (int i = 0; i < number; i++) {
            mostAcross = Math.max(mostAcross, (file[from + 7 + 3 * i] & 0xff) >> 4);
            mostDown = Math.max(mostDown, file[from + 7 + 3 * i] & 15);
        }
        int columns = divided(width, BLOCK * mostAcross);
        int rows = divided(height, BLOCK * mostDown);
        for (int i = 0; i < number; i++) {
            int across = (file[from + 7 + 3 * i] & 0xff) >> 4;
            int down = file[from + 7 + 3 * i] & 15;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                components.clear();
                return;
            }
            components.add(new Component(
                    file[from + 6 + 3 * i] & 0xff,
                    across,
                    down,
                    divided(divided(width * across, mostAcross), BLOCK),
                    divided(divided(height * down, mostDown), BLOCK),
                    columns * across,
                    rows * down,
                    new long[progressive ? columns * across * rows * down : 0]));
        }
    }

    private static int divided(int number, int by) {
        return (number + by - 1) / by;
    }

    private void codes(byte[] file, int from, int to) {
        int at = from;
        while (at + 17 <= to && at + 1 + JpegCodes.size(file, at + 1) <= to) {
            int place = file[at] & 3;
            ((file[at] & 0x10) == 0 ? first : others)[place] = new JpegCodes(file, at + 1);
            at += 1 + JpegCodes.size(file, at + 1);
        }
    }

    private void scan(byte[] file, int from, int to) {
        List<Part> found = new ArrayList<>();
        int number = to - from < 1 ? 0 : file[from] & 0xff;
        if (number > 0 && to - from >= 4 + 2 * number) {
            for (int i = 0; i < number; i++) {
                int id = file[from + 1 + 2 * i] & 0xff;
                int tables = file[from + 2 + 2 * i];
                components.stream()
                        .filter(component -> component.id() == id)
                        .findFirst()
                        .ifPresent(one -> found.add(new Part(one, first[tables >> 4 & 3], others[tables & 3])));
            }
            int end = from + 1 + 2 * number;
            band = new Band(file[end] & 0xff, file[end + 1] & 0xff, (file[end + 2] & 0xff) >> 4);
        }
        boolean alone = number == 1;
        parts = found.size() == number && number > 0 && found.stream().allMatch(this::isComplete) && fits(alone)
                ? found
                : List.of();
    }

    /** The tables of codes that a scan needs may be missing; then decoders take those of annex K. */
    private boolean isComplete(Part part) {
        boolean needsFirst = band.from() == 0 && band.before() == 0;
        boolean needsOthers = !progressive || band.from() > 0;
        return !(needsFirst && part.first().isMissing())
                && !(needsOthers && part.others().isMissing());
    }

    /** Bands of other coefficients than the first are for one component at a time. */
    private boolean fits(boolean alone) {
        return progressive
                ? band.to() <= 63 && (band.from() == 0 ? band.to() == 0 : alone && band.from() <= band.to())
                : band.from() == 0 && band.before() == 0;
    }
}
