package org.osnas.images.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B) and the codes of its pixels, up to its end: one that was cut off or
 * changed decodes to grey or to other pixels otherwise.
 */
final class JpegFile {

    static final String LEFT_OVER =
            "[image has data left over behind its|images have data left over behind their] last pixel, as files have that were changed: look at [it|them]";

    private final byte[] file;
    private final List<String> notes = new ArrayList<>();
    private int at = 2;
    private int orientation = 1;
    private int width;
    private int height;
    private int components;
    private boolean adobe;
    private final JpegFrame frame = new JpegFrame();

    private JpegFile(byte[] file) {
        this.file = file;
    }

    static ImageHead head(byte[] file) {
        return new JpegFile(file).read();
    }

    private ImageHead read() {
        boolean scanned = false;
        for (int marker = marker(); marker != 0xd9; marker = marker()) {
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                continue;
            }
            int length = at + 2 > file.length ? 0 : (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
            if (length < 2 || at + length > file.length) {
                throw BrokenException.cutOff("in its header");
            }
            segment(marker, at + 2, at + length);
            at += length;
            if (marker == 0xda) {
                scanned = true;
                scan();
            }
        }
        if (!scanned || width == 0) {
            throw BrokenException.cutOff("before its pixels");
        }
        if (components == 4 && !adobe) {
            throw new BrokenException(
                    "is a JPEG of four inks without Adobe's marker, so that it does not say whether they are inverted. Convert it to RGB");
        }
        return new ImageHead(width, height, orientation, notes);
    }

    /** The next marker; bytes that are none are passed over, as decoders do. */
    private int marker() {
        while (at + 1 < file.length) {
            int code = file[at + 1] & 0xff;
            if ((file[at] & 0xff) == 0xff && code != 0 && code != 0xff) {
                at += 2;
                return code;
            }
            at++;
        }
        throw BrokenException.cutOff("in the middle of its pixels");
    }

    private void scan() {
        if (!frame.canBeFollowed()) {
            skipScan();
            return;
        }
        JpegBits bits = new JpegBits(file, at);
        if (frame.read(bits) && !notes.contains(LEFT_OVER)) {
            notes.add(LEFT_OVER);
        }
        at = bits.marker();
    }

    private void skipScan() {
        while (at + 1 < file.length) {
            int code = file[at + 1] & 0xff;
            if ((file[at] & 0xff) == 0xff && code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7)) {
                return;
            }
            at++;
        }
    }

    private void segment(int marker, int from, int to) {
        boolean begins = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (begins && to - from >= 6) {
            begin(from);
        } else if (marker == 0xe1 && ImageFormat.begins(file, from, 'E', 'x', 'i', 'f')) {
            orientation = Exif.orientation(Arrays.copyOfRange(file, from, to));
        } else if (marker == 0xee && ImageFormat.begins(file, from, 'A', 'd', 'o', 'b', 'e')) {
            adobe = true;
        } else if (marker == 0xe2
                && ImageFormat.begins(file, from, 'I', 'C', 'C', '_')
                && !notes.contains(ImageHead.PROFILE)
                && !ImageHead.isSrgb(Arrays.copyOfRange(file, from, to))) {
            notes.add(ImageHead.PROFILE);
        }
        frame.segment(marker, file, from, to);
    }

    private void begin(int from) {
        int bits = file[from] & 0xff;
        height = (file[from + 1] & 0xff) << 8 | file[from + 2] & 0xff;
        width = (file[from + 3] & 0xff) << 8 | file[from + 4] & 0xff;
        components = file[from + 5] & 0xff;
        if (bits != 8) {
            throw new BrokenException(
                    "is a JPEG of %d bits a channel; 8 can be read. Convert it to PNG".formatted(bits));
        }
        // Refuses at once what is too large.
        new ImageHead(width, height, 1, List.of());
    }
}
