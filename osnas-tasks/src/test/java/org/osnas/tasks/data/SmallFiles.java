package org.osnas.tasks.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small real files of every format. */
public final class SmallFiles {

    private SmallFiles() {}

    /** Four compressed idx files; pixel {@code j} of image {@code i} is {@code i + j}, its label {@code i % classes}. */
    public static void idxFolder(Path folder, int train, int test, int rows, int columns, int classes)
            throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(train, rows, columns)));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(train, classes)));
        Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(idxImages(test, rows, columns)));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(idxLabels(test, classes)));
    }

    static byte[] idxImages(int count, int rows, int columns) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x803);
        out.writeInt(count);
        out.writeInt(rows);
        out.writeInt(columns);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < rows * columns; j++) {
                out.write(i + j);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] idxLabels(int count, int classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.write(i % classes);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** CIFAR records: the planes of image {@code i} are filled with {@code i}, {@code 50 + i} and {@code 100 + i}. */
    static byte[] cifar(int count, int firstLabel, int classes, boolean coarse) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int label = (firstLabel + i) % classes;
            if (coarse) {
                out.write(label / 5);
            }
            out.write(label);
            for (int plane = 0; plane < 3; plane++) {
                for (int p = 0; p < 1024; p++) {
                    out.write(50 * plane + i);
                }
            }
        }
        return out.toByteArray();
    }

    /** Five training files of two images each and a test file, so that every class occurs once. */
    public static void cifar10(Path folder) throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.write(folder.resolve("data_batch_" + (i + 1) + ".bin"), cifar(2, 2 * i, 10, false));
        }
        Files.write(folder.resolve("test_batch.bin"), cifar(4, 0, 10, false));
    }

    public static void cifar100(Path folder) throws IOException {
        Files.write(folder.resolve("train.bin"), cifar(100, 0, 100, true));
        Files.write(folder.resolve("test.bin"), cifar(7, 0, 100, true));
    }
}
