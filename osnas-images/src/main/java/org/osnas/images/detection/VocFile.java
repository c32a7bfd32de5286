package org.osnas.images.detection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * An annotation of Pascal VOC. Its pixels are counted from 1, the last one included; objects that are {@code difficult}
 * are ignored.
 */
record VocFile(Path file, String image, double width, double height, List<Entry> objects) {

    /** An object and the line in which it begins. */
    record Entry(String name, double[] corners, boolean difficult, int line) {}

    /** Names of the categories in it. */
    List<String> names() {
        return objects.stream().map(Entry::name).toList();
    }

    /**
     * @throws BadInputException naming file and line
     */
    static VocFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Reader(file).read(in);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /**
     * @param names of the categories; an object of another one is refused
     */
    AnnotatedImage image(Path folder, List<String> names) {
        List<LabelledBox> boxes = new ArrayList<>();
        for (Entry entry : objects) {
            double[] c = entry.corners();
            Check.that(
                    c[0] >= 1 && c[1] >= 1 && c[2] >= c[0] && c[3] >= c[1] && c[2] <= width && c[3] <= height,
                    "%s, line %d: a box from (%s, %s) to (%s, %s) is not within the image of %s x %s, whose pixels count from 1",
                    file,
                    entry.line(),
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    width,
                    height);
            Check.that(
                    names.contains(entry.name()),
                    "%s, line %d: no training image has an object '%s'; the categories are %s",
                    file,
                    entry.line(),
                    entry.name(),
                    String.join(", ", names));
            Box box = Box.ofCorners(c[0] - 1, c[1] - 1, c[2], c[3]);
            boxes.add(new LabelledBox(
                    names.indexOf(entry.name()), box, box.area(), entry.difficult() ? Kind.IGNORED : Kind.OBJECT));
        }
        return new AnnotatedImage(folder.resolve(image), width, height, boxes);
    }

    /** Reads one file. */
    private static final class Reader {
        private final Path file;
        private final Deque<String> path = new ArrayDeque<>();
        private final Map<String, String> values = new HashMap<>();
        private final List<Entry> objects = new ArrayList<>();
        private int begun;

        Reader(Path file) {
            this.file = file;
        }

        VocFile read(InputStream in) {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            // Nothing outside of the file is read.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            try {
                XMLStreamReader xml = factory.createXMLStreamReader(in);
                while (xml.hasNext()) {
                    take(xml.next(), xml);
                }
            } catch (XMLStreamException e) {
                throw new BadInputException(
                        "%s, line %d: is not XML: %s"
                                .formatted(
                                        file,
                                        e.getLocation() == null
                                                ? 1
                                                : e.getLocation().getLineNumber(),
                                        e.getMessage()),
                        e);
            }
            String name = values.getOrDefault("annotation/filename", "").strip();
            Check.that(!name.isEmpty(), "%s: names no image; there must be an element 'filename'", file);
            return new VocFile(
                    file, name, number("annotation/size/width", 1), number("annotation/size/height", 1), objects);
        }

        private void take(int event, XMLStreamReader xml) {
            int line = xml.getLocation().getLineNumber();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.addLast(xml.getLocalName());
                if (where().equals("annotation/object")) {
                    values.keySet().removeIf(key -> key.startsWith("annotation/object/"));
                    begun = line;
                }
            } else if (event == XMLStreamConstants.CHARACTERS && !xml.getText().isBlank()) {
                values.put(where(), xml.getText().strip());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (where().equals("annotation/object")) {
                    objects.add(object());
                }
                path.removeLast();
            }
        }

        private String where() {
            return String.join("/", path);
        }

        private Entry object() {
            String name = Check.present(
                    values.get("annotation/object/name"), "%s, line %d: an object has no name", file, begun);
            String box = "annotation/object/bndbox/";
            double[] corners = {
                number(box + "xmin", begun),
                number(box + "ymin", begun),
                number(box + "xmax", begun),
                number(box + "ymax", begun)
            };
            boolean difficult =
                    values.getOrDefault("annotation/object/difficult", "0").equals("1");
            return new Entry(name, corners, difficult, begun);
        }

        private double number(String key, int line) {
            String text = Check.present(values.get(key), "%s, line %d: there must be a number in %s", file, line, key);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        "%s, line %d: %s must be a number, got '%s'".formatted(file, line, key, text), e);
            }
        }
    }
}
