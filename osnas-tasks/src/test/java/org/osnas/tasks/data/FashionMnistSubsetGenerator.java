package org.osnas.tasks.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the bundled subset from the full Fashion-MNIST: the first images of every class, in file order. Run it with
 * the folder of the four original files and the folder to write to.
 */
final class FashionMnistSubsetGenerator {

    private FashionMnistSubsetGenerator() {}

    public static void main(String[] folders) throws IOException {
        write(Path.of(folders[0]), Path.of(folders[1]), "train", 1200);
        write(Path.of(folders[0]), Path.of(folders[1]), "t10k", 200);
    }

    static void write(Path from, Path to, String part, int perClass) throws IOException {
        String imageName = part + "-images-idx3-ubyte.gz";
        String labelName = part + "-labels-idx1-ubyte.gz";
        try (DataInputStream images = open(from.resolve(imageName));
                DataInputStream labels = open(from.resolve(labelName));
                DataOutputStream imagesOut = create(to.resolve(imageName));
                DataOutputStream labelsOut = create(to.resolve(labelName))) {
            images.readInt();
            labels.readInt();
            int count = images.readInt();
            labels.readInt();
            int rows = images.readInt();
            int columns = images.readInt();
            imagesOut.writeInt(0x803);
            imagesOut.writeInt(10 * perClass);
            imagesOut.writeInt(rows);
            imagesOut.writeInt(columns);
            labelsOut.writeInt(0x801);
            labelsOut.writeInt(10 * perClass);
            int[] taken = new int[10];
            byte[] image = new byte[rows * columns];
            for (int i = 0; i < count; i++) {
                images.readFully(image);
                int label = labels.readUnsignedByte();
                if (taken[label]++ < perClass) {
                    imagesOut.write(image);
                    labelsOut.write(label);
                }
            }
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
    }

    private static DataOutputStream create(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        });
    }
}
