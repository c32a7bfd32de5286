package org.osnas.reliability;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.data.CifarFolder;
import org.osnas.tasks.data.IdxFolder;

/** Readers of data sets: images, boxes, identities and numbers. */
final class DataReaders {

    private static final int SIDE = 16;
    private static final int IMAGES = 4;

    private final Path folder;
    private final List<Reader> readers = new ArrayList<>();

    private DataReaders(Path folder) {
        this.folder = folder;
    }

    static List<Reader> of(SmallRun small, Path folder) throws IOException {
        DataReaders data = new DataReaders(folder);
        data.binary(small);
        data.images();
        data.boxes();
        data.lists();
        return data.readers;
    }

    private void binary(SmallRun small) throws IOException {
        Path images = small.data().resolve("train-images-idx3-ubyte.gz");
        add("idx", images, () -> IdxFolder.read(small.data(), 10).toString());
        byte[] records = new byte[3073 * 20];
        for (int i = 0; i < 20; i++) {
            records[3073 * i] = (byte) (i % 10);
        }
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(folder.resolve("data_batch_" + batch + ".bin"), records);
        }
        Path cifar = folder.resolve("test_batch.bin");
        Files.write(cifar, records);
        add("CIFAR", cifar, () -> CifarFolder.cifar10(folder).toString());
    }

    private void images() throws IOException {
        for (String format : List.of("png", "jpg", "bmp", "gif", "tiff")) {
            Path classes = folder.resolve("classes-" + format);
            for (int i = 0; i < 2 * IMAGES; i++) {
                image(classes.resolve((i % 2 == 0 ? "even/" : "odd/") + i + ".png"));
            }
            Path file = classes.resolve("even/0." + format);
            Files.delete(classes.resolve("even/0.png"));
            image(file);
            Map<String, Object> settings =
                    Map.of("directory", classes.toString(), "size", SIDE, "validation", 0.25, "test", 0.25);
            data("image as " + format, file, "image-folder", settings);
        }
    }

    private void boxes() throws IOException {
        Path voc = folder.resolve("voc");
        for (int i = 0; i < IMAGES; i++) {
            image(voc.resolve("JPEGImages/" + i + ".png"));
            write(
                    voc.resolve("Annotations/" + i + ".xml"),
                    "<annotation>\n<filename>%d.png</filename>\n<size><width>16</width><height>16</height></size>\n<object><name>red</name><difficult>0</difficult>\n<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8.5</ymax></bndbox></object></annotation>\n"
                            .formatted(i));
        }
        Map<String, Object> parts = Map.of("size", 32, "validation", 0.25, "test", 0.25);
        data("VOC", voc.resolve("Annotations/0.xml"), "voc", with(parts, "directory", voc));

        Path coco = folder.resolve("coco");
        StringBuilder listed = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < IMAGES; i++) {
            image(coco.resolve(i + ".png"));
            String comma = i == 0 ? "" : ",\n";
            listed.append(comma)
                    .append("{\"id\": %d, \"file_name\": \"%d.png\", \"width\": 16, \"height\": 16}".formatted(i, i));
            annotations
                    .append(comma)
                    .append("{\"image_id\": %d, \"category_id\": 7, \"bbox\": [1, 2, 8, 4.5], \"iscrowd\": 0}"
                            .formatted(i));
        }
        Path instances = write(
                coco.resolve("instances.json"),
                "{\"images\": [%s], \"annotations\": [%s], \"categories\": [{\"id\": 7, \"name\": \"red\"}]}"
                        .formatted(listed, annotations));
        Map<String, Object> ofCoco = with(with(parts, "directory", coco), "train", "instances.json");
        data("COCO", instances, "coco", ofCoco);

        Path yolo = folder.resolve("yolo");
        for (int i = 0; i < IMAGES; i++) {
            image(yolo.resolve("images/" + i + ".png"));
            write(yolo.resolve("labels/" + i + ".txt"), "0 0.5 0.5 0.25 0.25\n1 0.25 0.5 0.2 0.1\n");
        }
        Path names = write(yolo.resolve("classes.txt"), "red\nblue\n");
        data("YOLO", yolo.resolve("labels/0.txt"), "yolo", with(parts, "directory", yolo));
        data("YOLO names", names, "yolo", with(parts, "directory", yolo));
    }

    private void lists() throws IOException {
        Path people = folder.resolve("people");
        for (String name : List.of("Ada L", "Bob", "Cleo", "Dan", "Eve", "Fay")) {
            for (int i = 1; i <= 3; i++) {
                image(people.resolve("%s/%s_%04d.png".formatted(name, name, i)));
            }
        }
        Path pairs = write(folder.resolve("pairs.txt"), "1 1\nAda L\t1\t2\nAda L\t1\tBob\t3\n");
        Map<String, Object> ofPairs =
                Map.of("directory", people.toString(), "pairs", pairs.toString(), "validation", 0.5);
        data("pairs", pairs, "identity-folder", ofPairs);

        StringBuilder text = new StringBuilder("file;age;height\n");
        for (int i = 0; i < 2 * IMAGES; i++) {
            image(folder.resolve("listed/" + i + ".png"));
            text.append("listed/%d.png;%d;1,%d\n".formatted(i, 20 + i, 6 + i % 3));
        }
        Path csv = write(folder.resolve("labels.csv"), text.toString());
        data("labels as CSV", csv, "image-csv", Map.of("file", csv.toString(), "validation", 0.25, "test", 0.25));
    }

    static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
        Map<String, Object> more = new HashMap<>(settings);
        more.put(key, value.toString());
        return more;
    }

    private static void image(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, i * 0x10203);
        }
        String name = file.getFileName().toString();
        if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
            throw new IllegalStateException("no writer for " + file);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void data(String name, Path file, String dataflow, Map<String, Object> settings) {
        readers.add(new Reader(name, file, reading(dataflow, settings), 4));
    }

    /** Opens a data set and takes what is said of it. */
    static Reader.Reading reading(String dataflow, Map<String, Object> settings) {
        DataflowProvider provider = ServiceLoader.load(DataflowProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(dataflow))
                .findFirst()
                .orElseThrow();
        return () -> {
            try (Dataflow data = provider.create(Settings.of("data.settings", settings), 1, 1)) {
                String summary = data instanceof Summarized summarized
                        ? summarized.summary().toString()
                        : "";
                return data.description() + summary;
            }
        };
    }

    private void add(String name, Path file, Reader.Reading reading) {
        readers.add(new Reader(name, file, reading));
    }
}
