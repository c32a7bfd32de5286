package org.osnas.images.detection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.images.internal.NamedFile;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * Instances in COCO's format, read as a stream, outlines passed over. Boxes without width or height, of which the original
 * files have some, are left out; {@code iscrowd} marks a crowd. Outlines and run-length masks are not needed. Lin et al. 2014,
 * <a href="https://cocodataset.org/#format-data">Microsoft COCO</a>.
 */
final class CocoFile {

    /** Half a pixel may be rounding. */
    private static final double TOLERANCE = 0.5;

    private static final double MOST_PIXELS = 1e6;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final Map<Long, Image> images = new TreeMap<>();
    private final Map<Long, String> categories = new TreeMap<>();
    private final List<Annotation> annotations = new ArrayList<>();

    private record Image(String name, double width, double height) {}

    private record Annotation(long image, long category, double[] box, double area, boolean crowd, int line) {}

    private CocoFile(Path file) {
        this.file = file;
    }

    /**
     * @throws BadInputException naming file and line
     */
    static CocoFile read(Path file) {
        CocoFile coco = new CocoFile(file);
        try (JsonParser json = JSON.createParser(file.toFile())) {
            coco.read(json);
        } catch (JsonProcessingException e) {
            throw new BadInputException(
                    "%s, line %d: is not JSON: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(file.toAbsolutePath(), e), e);
        }
        Check.that(
                !coco.images.isEmpty() && !coco.categories.isEmpty(),
                "%s has %d images and %d categories; instances in COCO's format have 'images', 'annotations' and 'categories'",
                file,
                coco.images.size(),
                coco.categories.size());
        return coco;
    }

    /** Names of the categories, by rising number. */
    List<String> names() {
        return List.copyOf(categories.values());
    }

    /**
     * The images with their boxes, by rising number.
     *
     * @param folder of the image files
     * @param names in the order of their numbers in labels
     * @param reading makes the boxes
     */
    List<AnnotatedImage> images(Path folder, List<String> names, BoxReading reading) {
        Map<Long, Set<LabelledBox>> boxes = new HashMap<>();
        for (Annotation one : annotations) {
            String place = BoxReading.place(file, one.line());
            Image image = images.get(one.image());
            if (image == null) {
                reading.drop("[annotation of an image that is|annotations of images that are] not listed", place);
                continue;
            }
            String name = categories.get(one.category());
            Check.that(
                    name != null && names.contains(name),
                    "%s: an annotation has the category %d, which is none of those to be found: %s",
                    place,
                    one.category(),
                    String.join(", ", names));
            if (one.crowd()) {
                reading.note("[crowd|crowds], within which any detection is neither right nor wrong", place);
            }
            double[] b = one.box();
            if (b[2] < 0 || b[3] < 0) {
                reading.drop("[box|boxes] of no area", place);
                continue;
            }
            BoxReading.Frame frame = new BoxReading.Frame(image.width(), image.height(), 0, TOLERANCE);
            reading.box(place, b[0], b[1], b[0] + b[2], b[1] + b[3], frame)
                    .map(box -> new LabelledBox(
                            names.indexOf(name),
                            box,
                            one.area() < 0 ? box.area() : one.area(),
                            one.crowd() ? Kind.CROWD : Kind.OBJECT))
                    .ifPresent(box -> reading.keep(
                            boxes.computeIfAbsent(one.image(), number -> new LinkedHashSet<>()), box, place));
        }
        List<AnnotatedImage> result = new ArrayList<>();
        images.forEach((id, image) -> result.add(new AnnotatedImage(
                NamedFile.in(folder, image.name(), file.toString()),
                image.width(),
                image.height(),
                List.copyOf(boxes.getOrDefault(id, Set.of())))));
        return result;
    }

    private void read(JsonParser json) throws IOException {
        require(json, json.nextToken() == JsonToken.START_OBJECT, "the file must be an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String part = json.currentName();
            JsonToken next = json.nextToken();
            if (!List.of("images", "annotations", "categories").contains(part)) {
                json.skipChildren();
                continue;
            }
            require(json, next == JsonToken.START_ARRAY, "'" + part + "' must be a list");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(
                        json,
                        json.currentToken() == JsonToken.START_OBJECT,
                        "'" + part + "' must be a list of objects");
                entry(part, json);
            }
        }
    }

    private void entry(String part, JsonParser json) throws IOException {
        int line = json.currentLocation().getLineNr();
        Map<String, Object> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                values.put(key, json.getText());
            } else if (value.isNumeric()) {
                values.put(key, json.getNumberValue());
            } else if (value.isBoolean()) {
                values.put(key, value == JsonToken.VALUE_TRUE ? 1 : 0);
            } else if (key.equals("bbox") && value == JsonToken.START_ARRAY) {
                values.put(key, numbers(json));
            } else {
                json.skipChildren();
            }
        }
        switch (part) {
            case "images" -> {
                Image image = new Image(
                        text(values, "file_name", line), side(values, "width", line), side(values, "height", line));
                Image before = images.put(whole(values, "id", line), image);
                require(json, before == null, "two images have the number " + values.get("id"));
            }
            case "categories" -> {
                String name = text(values, "name", line);
                require(json, !categories.containsValue(name), "two categories are called '" + name + "'");
                String before = categories.put(whole(values, "id", line), name);
                require(json, before == null, "two categories have the number " + values.get("id"));
            }
            default -> {
                if (!(values.get("bbox") instanceof double[] box && box.length == 4)) {
                    throw wrong(line, "an annotation needs 'bbox', four numbers");
                }
                annotations.add(new Annotation(
                        whole(values, "image_id", line),
                        whole(values, "category_id", line),
                        box,
                        values.get("area") instanceof Number area && Double.isFinite(area.doubleValue())
                                ? area.doubleValue()
                                : -1,
                        values.get("iscrowd") instanceof Number crowd && crowd.doubleValue() == 1,
                        line));
            }
        }
    }

    private static double[] numbers(JsonParser json) throws IOException {
        List<Double> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN);
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double side(Map<String, Object> values, String key, int line) {
        if (values.get(key) instanceof Number number
                && number.doubleValue() >= 1
                && number.doubleValue() <= MOST_PIXELS) {
            return number.doubleValue();
        }
        throw wrong(line, "there must be a number of pixels '" + key + "'");
    }

    /** Exact, as numbers of images may have more digits than a number with a point holds. */
    private long whole(Map<String, Object> values, String key, int line) {
        Object value = values.get(key);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(line, "there must be a whole number '" + key + "'");
    }

    private String text(Map<String, Object> values, String key, int line) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw wrong(line, "there must be a text '" + key + "'");
    }

    private void require(JsonParser json, boolean holds, String what) {
        if (!holds) {
            throw wrong(json.currentLocation().getLineNr(), what);
        }
    }

    private BadInputException wrong(int line, String what) {
        return new BadInputException("%s, line %d: %s".formatted(file, line, what));
    }
}
