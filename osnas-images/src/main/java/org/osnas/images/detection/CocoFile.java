package org.osnas.images.detection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * Instances in COCO's format, read as a stream, outlines passed over. Boxes without width or height, of which the original
 * files have some, are left out; {@code iscrowd} marks a crowd. Lin et al. 2014,
 * <a href="https://cocodataset.org/#format-data">Microsoft COCO</a>.
 */
final class CocoFile {

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
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
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
     */
    List<AnnotatedImage> images(Path folder, List<String> names) {
        Map<Long, List<LabelledBox>> boxes = new HashMap<>();
        for (Annotation one : annotations) {
            Check.that(
                    images.containsKey(one.image()),
                    "%s, line %d: an annotation is of the image %d, which 'images' does not have",
                    file,
                    one.line(),
                    one.image());
            String name = categories.get(one.category());
            Check.that(
                    name != null && names.contains(name),
                    "%s, line %d: an annotation has the category %d, which is none of those to be found: %s",
                    file,
                    one.line(),
                    one.category(),
                    String.join(", ", names));
            double[] b = one.box();
            if (b[2] > 0 && b[3] > 0) {
                boxes.computeIfAbsent(one.image(), image -> new ArrayList<>())
                        .add(new LabelledBox(
                                names.indexOf(name),
                                new Box(b[0], b[1], b[2], b[3]),
                                one.area() < 0 ? b[2] * b[3] : one.area(),
                                one.crowd() ? Kind.CROWD : Kind.OBJECT));
            }
        }
        List<AnnotatedImage> result = new ArrayList<>();
        images.forEach((id, image) -> result.add(new AnnotatedImage(
                folder.resolve(image.name()), image.width(), image.height(), boxes.getOrDefault(id, List.of()))));
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
                values.put(key, json.getDoubleValue());
            } else if (key.equals("bbox") && value == JsonToken.START_ARRAY) {
                values.put(key, numbers(json));
            } else {
                json.skipChildren();
            }
        }
        switch (part) {
            case "images" ->
                images.put(
                        (long) number(values, "id", line),
                        new Image(
                                text(values, "file_name", line),
                                number(values, "width", line),
                                number(values, "height", line)));
            case "categories" -> categories.put((long) number(values, "id", line), text(values, "name", line));
            default -> {
                if (!(values.get("bbox") instanceof double[] box && box.length == 4)) {
                    throw wrong(line, "an annotation needs 'bbox', four numbers");
                }
                annotations.add(new Annotation(
                        (long) number(values, "image_id", line),
                        (long) number(values, "category_id", line),
                        box,
                        values.get("area") instanceof Double area ? area : -1,
                        values.get("iscrowd") instanceof Double crowd && crowd == 1,
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

    private double number(Map<String, Object> values, String key, int line) {
        if (values.get(key) instanceof Double number) {
            return number;
        }
        throw wrong(line, "there must be a number '" + key + "'");
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
