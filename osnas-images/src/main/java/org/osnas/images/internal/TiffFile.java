package org.osnas.images.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The directories of a TIFF file (TIFF 6.0, section 2): the reader of the JDK makes room for as many values as a tag says
 * it has, before it looks for them.
 */
final class TiffFile {

    private static final int ENTRY = 12;
    private static final int LONG = 4;

    /** Bytes of a value, by its type; 1 of those that are unknown. */
    private static final int[] BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /** Tags that say where another directory is: of small copies, EXIF, places on earth, and how files fit together. */
    private static final Set<Integer> DIRECTORIES = Set.of(330, 34665, 34853, 40965);

    private final ByteBuffer file;
    private final Deque<Long> ahead = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();

    private TiffFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /**
     * @throws BrokenException if a directory, or the values of a tag, would not fit into the file
     */
    static void requireWhole(byte[] file) {
        new TiffFile(file).read();
    }

    private void read() {
        ahead.add(number(4));
        while (!ahead.isEmpty()) {
            long at = ahead.remove();
            // Nothing follows at 0.
            if (at != 0 && seen.add(at)) {
                directory(at);
            }
        }
    }

    private void directory(long at) {
        requireWithin(at + 2);
        int entries = file.getShort((int) at) & 0xffff;
        long end = at + 2 + (long) ENTRY * entries;
        requireWithin(end);
        for (long entry = at + 2; entry < end; entry += ENTRY) {
            int type = file.getShort((int) entry + 2) & 0xffff;
            long count = number(entry + 4);
            requireWithin(count * (type < BYTES.length ? BYTES[type] : 1));
            if (DIRECTORIES.contains(file.getShort((int) entry) & 0xffff) && count == 1 && type == LONG) {
                ahead.add(number(entry + 8));
            }
        }
        // Some writers leave out that nothing follows.
        if (end + 4 <= file.limit()) {
            ahead.add(number(end));
        }
    }

    private long number(long at) {
        requireWithin(at + 4);
        return file.getInt((int) at) & 0xffffffffL;
    }

    private void requireWithin(long end) {
        if (end > file.limit()) {
            throw new BrokenException(
                    "is cut off, or damaged: its header says that there is more than the file holds. Fetch it again");
        }
    }
}
