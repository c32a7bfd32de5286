package org.osnas.images.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Tags of EXIF, which has the layout of TIFF (JEITA CP-3451, section 4.6): short numbers of the first directory. Damaged
 * EXIF is as none: pixels are good without it.
 */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /**
     * 1 to 8; 1 if nothing is said.
     *
     * @param tiff begins with the byte order of TIFF, perhaps behind the letters Exif
     */
    static int orientation(byte[] tiff) {
        int value = number(tiff, ORIENTATION, 1);
        return value >= 1 && value <= 8 ? value : 1;
    }

    /** The first number of a tag. */
    static int number(byte[] tiff, int tag, int otherwise) {
        int start = ImageFormat.begins(tiff, 0, 'E', 'x', 'i', 'f', 0, 0) ? 6 : 0;
        if (tiff.length < start + 8) {
            return otherwise;
        }
        ByteBuffer buffer = ByteBuffer.wrap(tiff, start, tiff.length - start).slice();
        return order(buffer).flatMap(order -> find(buffer.order(order), tag)).orElse(otherwise);
    }

    private static Optional<ByteOrder> order(ByteBuffer buffer) {
        return switch (buffer.getShort(0)) {
            case 0x4949 -> Optional.of(ByteOrder.LITTLE_ENDIAN);
            case 0x4d4d -> Optional.of(ByteOrder.BIG_ENDIAN);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> find(ByteBuffer buffer, int tag) {
        int at = buffer.getInt(4);
        if (at < 8 || at > buffer.limit() - 2) {
            return Optional.empty();
        }
        int entries = buffer.getShort(at) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY;
            if (entry < 0 || entry > buffer.limit() - ENTRY) {
                return Optional.empty();
            }
            if ((buffer.getShort(entry) & 0xffff) == tag && buffer.getShort(entry + 2) == SHORT) {
                return first(buffer, entry);
            }
        }
        return Optional.empty();
    }

    /** More than two do not fit into the entry, which then says where they are. */
    private static Optional<Integer> first(ByteBuffer buffer, int entry) {
        int place = buffer.getInt(entry + 4) <= 2 ? entry + 8 : buffer.getInt(entry + 8);
        return place < 0 || place > buffer.limit() - 2
                ? Optional.empty()
                : Optional.of(buffer.getShort(place) & 0xffff);
    }
}
