package org.osnas.images.detection;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.detection.LabelledBox.Kind;
import org.osnas.text.TextNumber;

/**
 * An annotation of Pascal VOC. Its pixels are counted from 1, the last one included; objects that are {@code difficult}
 * are ignored, those that are {@code truncated} are objects as others.
 *
 * @param width 0 if it is not given
 * @param height likewise
 */
record VocFile(Path file, String image, double width, double height, List<Entry> objects) {

    /** Half a pixel may be rounding. */
    private static final double TOLERANCE = 0.5;

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
        try {
            return new Reader(file).read(new StringReader(XmlText.read(file)));
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    /**
     * @param pixels file of the image
     * @param names of the categories; an object of another one is refused
     * @param reading makes the boxes
     */
    AnnotatedImage image(Path pixels, List<String> names, BoxReading reading) {
        BoxReading.Frame frame = frame(pixels, reading);
        Set<LabelledBox> boxes = new LinkedHashSet<>();
        for (Entry entry : objects) {
            double[] c = entry.corners();
            String place = BoxReading.place(file, entry.line());
            Check.that(
                    names.contains(entry.name()),
                    "%s: no training image has an object '%s'; the categories are %s",
                    place,
                    entry.name(),
                    String.join(", ", names));
            if (entry.difficult()) {
                reading.note(
                        "[object|objects] marked difficult, which neither [counts nor is|count nor are] missed", place);
            }
            Kind kind = entry.difficult() ? Kind.IGNORED : Kind.OBJECT;
            reading.box(place, c[0], c[1], c[2], c[3], frame)
                    .map(box -> new LabelledBox(names.indexOf(entry.name()), box, box.area(), kind))
                    .ifPresent(box -> reading.keep(boxes, box, place));
        }
        return new AnnotatedImage(pixels, frame.width(), frame.height(), List.copyOf(boxes));
    }

    /** Pixels count from 1, and the last one is within. */
    private BoxReading.Frame frame(Path pixels, BoxReading reading) {
        if (width > 0 && height > 0) {
            return new BoxReading.Frame(width, height, 1, TOLERANCE);
        }
        reading.note(
                "[annotation without the size of its|annotations without the size of their] image, which was taken from the image",
                file.toString());
        ImagePixels read = ImagePixels.read(pixels);
        return new BoxReading.Frame(read.width(), read.height(), 1, TOLERANCE);
    }

    /** Reads one file. */
    private static final class Reader {
        private static final List<String> YES = List.of("1", "true", "True");
        private static final double MOST_PIXELS = 1e6;

        private final Path file;
        private final Deque<String> path = new ArrayDeque<>();
        private final Map<String, String> values = new HashMap<>();
        private final List<Entry> objects = new ArrayList<>();
        private int begun;

        Reader(Path file) {
            this.file = file;
        }

        VocFile read(StringReader in) {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            // Nothing outside of the file is read.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            // Else it writes to standard error besides.
            factory.setXMLReporter((message, type, information, location) -> {});
            try {
                XMLStreamReader xml = factory.createXMLStreamReader(in);
                for (int event = next(xml); event != XMLStreamConstants.END_DOCUMENT; event = next(xml)) {
                    take(event, xml);
                }
            } catch (XMLStreamException e) {
                int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
                throw new BadInputException("%s, line %d: is not XML: %s".formatted(file, line, problem(e)), e);
            }
            String name = values.getOrDefault("annotation/filename", "").strip();
            Check.that(!name.isEmpty(), "%s: names no image; there must be an element 'filename'", file);
            return new VocFile(file, name, side("annotation/size/width"), side("annotation/size/height"), objects);
        }

        /** Without the place, which the JDK puts before it on a line of its own. */
        private static String problem(XMLStreamException e) {
            String message = String.valueOf(e.getMessage());
            int at = message.indexOf("Message: ");
            return at < 0 ? message : message.substring(at + "Message: ".length());
        }

        // The reader of the JDK has no words for some faults of a DOCTYPE, and fails over that.
        private static int next(XMLStreamReader xml) throws XMLStreamException {
            try {
                return xml.next();
            } catch (MissingResourceException e) {
                throw new XMLStreamException("a fault in the DOCTYPE", xml.getLocation(), e);
            }
        }

        /** 0 where it is not given, as some tools write themselves. */
        private double side(String key) {
            double side = values.containsKey(key) ? number(key, 1) : 0;
            Check.that(side >= 0 && side < MOST_PIXELS, "%s: %s must be a number of pixels, got %s", file, key, side);
            return side;
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
            boolean difficult = YES.contains(values.getOrDefault("annotation/object/difficult", "0"));
            return new Entry(name, corners, difficult, begun);
        }

        private double number(String key, int line) {
            String text = Check.present(values.get(key), "%s, line %d: there must be a number in %s", file, line, key);
            return TextNumber.parse("%s, line %d: %s".formatted(file, line, key), text, "");
        }
    }
}
