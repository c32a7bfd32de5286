package org.osnas.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small folders of idx files: images of 12x12 pixels whose brightness follows from their class. */
final class IdxFiles {

    static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";

    private static final int SIDE = 12;
    private static final int CLASSES = 10;

    private IdxFiles() {}

    static Path write(Path folder) throws IOException {
        return write(folder, 200);
    }

    static Path write(Path folder, int training) throws IOException {
        Files.createDirectories(folder);
        images(folder.resolve(TRAIN_IMAGES), training);
        labels(folder.resolve(TRAIN_LABELS), training);
        images(folder.resolve("t10k-images-idx3-ubyte.gz"), 50);
        labels(folder.resolve("t10k-labels-idx1-ubyte.gz"), 50);
        return folder;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void images(Path file, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x803);
        out.writeInt(count);
        out.writeInt(SIDE);
        out.writeInt(SIDE);
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < SIDE * SIDE; p++) {
                out.writeByte(i % CLASSES * 20 + p % 7);
            }
        }
        Files.write(file, gzip(bytes.toByteArray()));
    }

    private static void labels(Path file, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeByte(i % CLASSES);
        }
        Files.write(file, gzip(bytes.toByteArray()));
    }
}
