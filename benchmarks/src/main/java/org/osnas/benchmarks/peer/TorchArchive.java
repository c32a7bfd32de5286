package org.osnas.benchmarks.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript file around source text, so that a program in PyTorch's own language can be run without Python: a zip
 * of the code, a pickled module without attributes, and no constants. The format is that of {@code torch.jit.save}
 * (<a href="https://github.com/pytorch/pytorch/blob/v2.7.1/torch/csrc/jit/docs/serialization.md">serialization.md</a>).
 */
final class TorchArchive {

    private static final String VERSION = "3\n";

    private TorchArchive() {}

    /**
     * @param code the class {@code Net} with its methods
     */
    static byte[] of(String code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "net/data.pkl", module());
            store(zip, "net/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            // Pickle, protocol 2: an empty tuple.
            store(zip, "net/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "net/version", VERSION.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Pickle, protocol 2: an object of {@code __torch__.Net} whose state is {@code {"training": True}}. */
    private static byte[] module() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("c__torch__\nNet\n)".getBytes(StandardCharsets.UTF_8));
        pickle.write(0x81);
        pickle.write("}(X".getBytes(StandardCharsets.UTF_8));
        pickle.write(new byte[] {8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.UTF_8));
        pickle.write(0x88);
        pickle.write("ub.".getBytes(StandardCharsets.UTF_8));
        return pickle.toByteArray();
    }

    // Stored, not compressed: PyTorch reads nothing else.
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
