package org.osnas.core.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.score.ScoreImport.Columns;
import org.osnas.text.TextNumber;

/**
 * An entry of a JSON object, whose key is the architecture, or of a JSON list. A column is a key of the entry, or a path
 * of keys joined by dots.
 */
record ForeignJson(String place, Optional<String> key, JsonNode entry) implements ForeignRow {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param source what the text is, for messages
     * @throws BadInputException if the text is not JSON, or neither an object nor a list
     */
    static List<ForeignRow> read(String source, String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadInputException(source + " is not JSON: " + e.getOriginalMessage(), e);
        }
        List<ForeignRow> rows = new ArrayList<>();
        if (root.isObject()) {
            root.properties()
                    .forEach(field -> rows.add(new ForeignJson(
                            source + " entry " + field.getKey(), Optional.of(field.getKey()), field.getValue())));
        } else {
            Check.that(
                    root.isArray(),
                    "%s must be a JSON object with an entry for each architecture, or a list of entries",
                    source);
            for (int i = 0; i < root.size(); i++) {
                rows.add(new ForeignJson(source + " entry " + i, Optional.empty(), root.get(i)));
            }
        }
        return rows;
    }

    @Override
    public String architecture(Columns columns) {
        if (columns.architecture().isEmpty() && key.isPresent()) {
            return key.get();
        }
        String column = columns.architecture().orElse(Columns.ARCHITECTURE);
        return String.join(",", values(column));
    }

    @Override
    public List<Double> numbers(String column) {
        return values(column).stream()
                .map(text ->
                        text.isBlank() ? Double.NaN : TextNumber.parse("%s: '%s'".formatted(place, column), text, ""))
                .toList();
    }

    private List<String> values(String column) {
        JsonNode node = entry;
        for (String part : entry.has(column) ? new String[] {column} : column.split("\\.")) {
            JsonNode parent = node;
            node = node.path(part);
            Check.that(
                    !node.isMissingNode(),
                    "%s: there is no '%s'. There are: %s",
                    place,
                    column,
                    String.join(", ", keys(parent)));
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(this::text)
                        .toList()
                : List.of(text(node));
    }

    private String text(JsonNode value) {
        Check.that(value.isValueNode(), "%s: expected a number, a text or a list of them, got %s", place, value);
        return value.isNull() ? "" : value.asText();
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
