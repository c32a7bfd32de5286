package org.osnas.images.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The beginnings of WebP, GIF and PNM files, and whether there is as much behind them as they say. */
final class OtherFiles {

    private OtherFiles() {}

    /** By the container of WebP (RFC 9649). */
    static ImageHead webp(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 30 || (in.getInt(4) & 0xffffffffL) + 8 > file.length) {
            throw BrokenException.cutOff("in the middle of its pixels");
        }
        List<String> notes = new ArrayList<>();
        int orientation = 1;
        int width = 0;
        int height = 0;
        for (int at = 12; at + 8 <= file.length; ) {
            int length = in.getInt(at + 4);
            int from = at + 8;
            if (length < 0 || length > file.length - from) {
                throw BrokenException.cutOff("in the middle of its pixels");
            }
            if (ImageFormat.begins(file, at, 'V', 'P', '8', 'X') && length >= 10) {
                if ((file[from] & 2) != 0) {
                    throw new BrokenException(
                            "is an animated WebP image. Take a frame of it, such as by webpmux -get frame 1");
                }
                width = 1 + (in.getInt(from + 4) & 0xffffff);
                height = 1 + (in.getInt(from + 6) >>> 8);
            } else if (ImageFormat.begins(file, at, 'V', 'P', '8', ' ') && length >= 10) {
                width = in.getShort(from + 6) & 0x3fff;
                height = in.getShort(from + 8) & 0x3fff;
            } else if (ImageFormat.begins(file, at, 'V', 'P', '8', 'L') && length >= 5) {
                int packed = in.getInt(from + 1);
                width = 1 + (packed & 0x3fff);
                height = 1 + (packed >>> 14 & 0x3fff);
            } else if (ImageFormat.begins(file, at, 'E', 'X', 'I', 'F')) {
                orientation = Exif.orientation(Arrays.copyOfRange(file, from, from + length));
            } else if (ImageFormat.begins(file, at, 'I', 'C', 'C', 'P')
                    && !ImageHead.isSrgb(Arrays.copyOfRange(file, from, from + length))) {
                notes.add(ImageHead.PROFILE);
            }
            at = from + length + (length & 1);
        }
        return new ImageHead(width, height, orientation, notes);
    }

    /** By the blocks of GIF89a, to the end of the first frame; the size is that of the screen it stands on. */
    static ImageHead gif(byte[] file) {
        if (file.length < 13) {
            throw BrokenException.cutOff("in its header");
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        ImageHead head = new ImageHead(in.getShort(6) & 0xffff, in.getShort(8) & 0xffff, 1, List.of());
        int at = 13 + colours(file[10]);
        int frames = 0;
        while (at < file.length && file[at] != 0x3b) {
            int block = file[at];
            if (block == 0x2c && at + 10 <= file.length) {
                if (frames++ == 0) {
                    requireOnScreen(in.position(at + 1), head);
                }
                at += 10 + colours(file[at + 9]) + 1;
            } else if (block == 0x21) {
                at += 2;
            } else {
                break;
            }
            while (at < file.length && file[at] != 0) {
                at += 1 + (file[at] & 0xff);
            }
            at++;
            if (at > file.length && frames < 2) {
                throw BrokenException.cutOff("in the middle of its pixels");
            }
        }
        if (frames == 0) {
            throw BrokenException.cutOff("before its pixels");
        }
        return frames == 1 ? head : new ImageHead(head.width(), head.height(), 1, List.of(ImageHead.FRAMES));
    }

    /** The format does not allow another, which may ask for gigabytes. */
    private static void requireOnScreen(ByteBuffer descriptor, ImageHead screen) {
        int left = descriptor.getShort() & 0xffff;
        int top = descriptor.getShort() & 0xffff;
        int width = descriptor.getShort() & 0xffff;
        int height = descriptor.getShort() & 0xffff;
        if (left + width > screen.width() || top + height > screen.height()) {
            throw new BrokenException(
                    "has a frame of %dx%d at %d,%d, which is not within its screen of %dx%d. Save it anew, or convert it to PNG"
                            .formatted(width, height, left, top, screen.width(), screen.height()));
        }
    }

    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** By the header of netpbm: letters, width, height and, but for bitmaps, the largest value. */
    static ImageHead pnm(byte[] file) {
        int kind = file[1] - '0';
        int[] numbers = new int[kind == 1 || kind == 4 ? 2 : 3];
        int at = 2;
        for (int n = 0; n < numbers.length; n++) {
            while (at < file.length && (Character.isWhitespace(file[at]) || file[at] == '#')) {
                if (file[at] == '#') {
                    while (at < file.length && file[at] != '\n') {
                        at++;
                    }
                } else {
                    at++;
                }
            }
            while (at < file.length && file[at] >= '0' && file[at] <= '9' && numbers[n] < 100_000_000) {
                numbers[n] = numbers[n] * 10 + file[at++] - '0';
            }
        }
        int most = numbers.length == 2 ? 1 : numbers[2];
        ImageHead head = new ImageHead(numbers[0], numbers[1], 1, List.of());
        if (most < 1 || most > 65535) {
            throw new BrokenException(
                    "says in its header that values go to %d; from 1 to 65535 can be. Fetch it again".formatted(most));
        }
        long row =
                kind == 4 ? (head.width() + 7) / 8 : (long) head.width() * (kind == 6 ? 3 : 1) * (most > 255 ? 2 : 1);
        if (kind >= 4 && file.length - at - 1 < row * head.height()) {
            throw BrokenException.cutOff("in the middle of its pixels");
        }
        boolean deep = most > 255;
        // The decoder spreads numbers that are written out over a byte, and those of one bit.
        boolean spread = !deep && kind <= 4;
        return new ImageHead(
                head.width(),
                head.height(),
                1,
                new int[0],
                spread ? 255 : most,
                deep ? List.of(ImageHead.DEEP) : List.of());
    }
}
