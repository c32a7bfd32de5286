package org.osnas.images.detection;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The same small images with boxes, as each of the formats has them. */
final class BoxFiles {

    static final int WIDTH = 60;
    static final int HEIGHT = 40;

    private BoxFiles() {}

    /** A red rectangle from (10, 8) of 20 x 16, and a blue one from (40, 20) of 12 x 12 on grey. */
    static void image(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.RED);
        graphics.fillRect(10, 8, 20, 16);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(40, 20, 12, 12);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    static String vocXml(String file, String objects) {
        return """
               <annotation>
                 <filename>%s</filename>
                 <size><width>60</width><height>40</height><depth>3</depth></size>
               %s</annotation>
               """
                .formatted(file, objects);
    }

    static String vocObject(String name, int left, int top, int right, int bottom, int difficult) {
        return """
                 <object>
                   <name>%s</name>
                   <difficult>%d</difficult>
                   <bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox>
                   <part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
                 </object>
               """
                .formatted(name, difficult, left, top, right, bottom);
    }

    static Path voc(Path folder, int images) throws IOException {
        Files.createDirectories(folder.resolve("Annotations"));
        for (int i = 0; i < images; i++) {
            image(folder.resolve("JPEGImages/" + i + ".png"));
            Files.writeString(
                    folder.resolve("Annotations/" + i + ".xml"),
                    vocXml(i + ".png", vocObject("red", 11, 9, 30, 24, 0) + vocObject("blue", 41, 21, 52, 32, i % 2)));
        }
        return folder;
    }

    static Path coco(Path folder, int images) throws IOException {
        List<String> entries = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            image(folder.resolve("images/" + i + ".png"));
            entries.add("{\"id\": %d, \"file_name\": \"%d.png\", \"width\": 60, \"height\": 40}".formatted(10 + i, i));
            annotations.add(
                    "{\"image_id\": %d, \"category_id\": 7, \"bbox\": [10, 8, 20, 16], \"area\": 300, \"iscrowd\": 0, \"segmentation\": [[1, 2], {\"a\": 1}]}"
                            .formatted(10 + i));
            annotations.add("{\"image_id\": %d, \"category_id\": 3, \"bbox\": [40, 20, 12, 12], \"iscrowd\": %d}"
                    .formatted(10 + i, i % 2));
            annotations.add("{\"image_id\": %d, \"category_id\": 3, \"bbox\": [40, 20, 0, 12]}".formatted(10 + i));
        }
        Files.writeString(
                folder.resolve("instances.json"),
                """
                {"info": {"year": 2020, "x": [1]},
                 "images": [
                %s],
                 "categories": [{"id": 7, "name": "red"}, {"id": 3, "name": "blue"}],
                 "annotations": [
                %s]}
                """
                        .formatted(String.join(",\n", entries), String.join(",\n", annotations)));
        return folder;
    }

    static Path yolo(Path folder, int images) throws IOException {
        Files.createDirectories(folder.resolve("labels/train"));
        Files.createDirectories(folder.resolve("labels/val"));
        Files.writeString(folder.resolve("classes.txt"), "blue\nred\n");
        for (int i = 0; i < images; i++) {
            String part = i < 2 ? "val" : "train";
            image(folder.resolve("images/" + part + "/" + i + ".png"));
            Files.writeString(
                    folder.resolve("labels/" + part + "/" + i + ".txt"),
                    "1 %s 0.4 %s 0.4\n\n0 %s 0.65 0.2 0.3\n".formatted(20 / 60.0, 20 / 60.0, 46 / 60.0));
        }
        image(folder.resolve("images/train/nothing.png"));
        return folder;
    }
}
