package org.osnas.images.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** The chunks of a PNG file (ISO/IEC 15948), with their checksums, up to its end. */
final class PngFile {

    private static final int GREY = 0;
    private static final int COLOUR = 2;

    private final ByteBuffer file;
    private final List<String> notes = new ArrayList<>();
    private int width;
    private int height;
    private int bits;
    private int type;
    private int orientation = 1;
    private int[] key = new int[0];

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    static ImageHead head(byte[] file) {
        return new PngFile(file).read();
    }

    private ImageHead read() {
        if (file.limit() < 8) {
            throw BrokenException.cutOff("in its header");
        }
        file.position(8);
        String name = "";
        while (!name.equals("IEND")) {
            if (file.remaining() < 12) {
                throw BrokenException.cutOff("in the middle of its pixels");
            }
            int length = file.getInt();
            byte[] four = new byte[4];
            file.get(four);
            name = new String(four, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > file.remaining() - 4) {
                throw BrokenException.cutOff("in the middle of its pixels");
            }
            CRC32 sum = new CRC32();
            sum.update(four);
            sum.update(file.array(), file.position(), length);
            boolean needed = Character.isUpperCase(name.charAt(0));
            if (needed && (int) sum.getValue() != file.getInt(file.position() + length)) {
                throw new BrokenException("is damaged: a checksum in it is wrong. Fetch it again");
            }
            chunk(name, Arrays.copyOfRange(file.array(), file.position(), file.position() + keep(name, length)));
            file.position(file.position() + length + 4);
        }
        if (bits == 16) {
            notes.add(ImageHead.DEEP);
        }
        return new ImageHead(width, height, orientation, key, bits == 16 ? 65535 : 255, notes);
    }

    // Pixels are checked where they are.
    private static int keep(String name, int length) {
        return name.equals("IDAT") ? 0 : length;
    }

    private void chunk(String name, byte[] content) {
        switch (name) {
            case "IHDR" -> header(content);
            case "eXIf" -> orientation = Exif.orientation(content);
            case "acTL" -> notes.add(ImageHead.FRAMES);
            case "CgBI" ->
                throw new BrokenException(
                        "is a PNG as Xcode packs it for iOS. Convert it, such as by pngcrush -revert-iphone-optimizations");
            case "tRNS" -> transparent(content);
            case "iCCP" -> {
                // The profile is compressed, its name is not.
                if (!ImageHead.isSrgb(content)) {
                    notes.add(ImageHead.PROFILE);
                }
            }
            default -> {
                // Says nothing of pixels.
            }
        }
    }

    private void header(byte[] content) {
        if (content.length < 13) {
            throw BrokenException.cutOff("in its header");
        }
        ByteBuffer header = ByteBuffer.wrap(content);
        width = header.getInt();
        height = header.getInt();
        bits = header.get();
        type = header.get();
        new ImageHead(width, height, 1, List.of());
    }

    /** One value of each channel is transparent; those of palettes are decoded. */
    private void transparent(byte[] content) {
        int channels = type == GREY ? 1 : type == COLOUR ? 3 : 0;
        if (content.length >= 2 * channels) {
            key = new int[channels];
            for (int c = 0; c < channels; c++) {
                int value = (content[2 * c] & 0xff) << 8 | content[2 * c + 1] & 0xff;
                // The decoder spreads 1, 2 and 4 bits over a byte.
                key[c] = bits < 8 ? (value & (1 << bits) - 1) * 255 / ((1 << bits) - 1) : value;
            }
        }
    }
}
