package org.osnas.images.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cache knows of an image beside its pixels.
 *
 * @param stamp of its file when it was read
 * @param failure why its file could not be read, to follow its name; empty if it could
 * @param notes of its decoder
 * @param offset of its pixels in the cache, in bytes
 * @param checksum of its pixels
 */
record CachedImage(
        FileStamp stamp,
        String failure,
        int width,
        int height,
        int channels,
        int fileWidth,
        int fileHeight,
        List<String> notes,
        long offset,
        int checksum) {

    /** An image that was decoded, at a place in the cache. */
    static CachedImage of(FileStamp stamp, ImageLoader.Loaded loaded, long offset) {
        Picture picture = loaded.picture();
        return new CachedImage(
                stamp,
                "",
                picture.width(),
                picture.height(),
                picture.channels(),
                loaded.fileWidth(),
                loaded.fileHeight(),
                picture.notes(),
                offset,
                ImageCache.checksum(picture.pixels()));
    }

    /** A file that could not be read. */
    static CachedImage broken(FileStamp stamp, String why, long offset) {
        return new CachedImage(stamp, why, 0, 0, 1, 0, 0, List.of(), offset, ImageCache.checksum(new byte[0]));
    }

    /** The same, with its pixels at another place. */
    CachedImage at(long place) {
        return new CachedImage(stamp, failure, width, height, channels, fileWidth, fileHeight, notes, place, checksum);
    }

    /** Bytes of its pixels. */
    int length() {
        return width * height * channels;
    }

    /** Behind its pixels. */
    long end() {
        return offset + length();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(stamp.file());
        out.writeLong(stamp.size());
        out.writeLong(stamp.modified());
        out.writeUTF(failure);
        for (int number : new int[] {width, height, channels, fileWidth, fileHeight, checksum, notes.size()}) {
            out.writeInt(number);
        }
        out.writeLong(offset);
        for (String note : notes) {
            out.writeUTF(note);
        }
    }

    static CachedImage read(DataInputStream in) throws IOException {
        FileStamp stamp = new FileStamp(in.readUTF(), in.readLong(), in.readLong());
        String failure = in.readUTF();
        int[] numbers = new int[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        long offset = in.readLong();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < numbers[6]; i++) {
            notes.add(in.readUTF());
        }
        return new CachedImage(
                stamp,
                failure,
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                List.copyOf(notes),
                offset,
                numbers[5]);
    }
}
