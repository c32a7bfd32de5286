package org.osnas.core.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.text.TextFile;
import org.osnas.text.TextNumber;
import org.osnas.yaml.Yaml;

/** The entries of published costs: maps that hold a cost under the key that the mapping names, at any depth. */
final class DeviceEntries {

    private static final long MOST_MEGABYTES = 100;

    /** The key at the top of the file under which an entry stands, as a field of it. */
    private static final String GROUP = "group";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Entry(Map<String, String> fields, double cost) {}

    private final Path file;
    private final String unit;
    private final Map<String, Entry> byKey = new LinkedHashMap<>();
    private final Map<Price, OptionalDouble> found = new HashMap<>();

    private DeviceEntries(Path file, String unit) {
        this.file = file;
        this.unit = unit;
    }

    /**
     * @param value path of the cost within an entry, or empty if the entry is the cost
     */
    static DeviceEntries read(Path file, String value, String unit) {
        DeviceEntries entries = new DeviceEntries(file, unit);
        try {
            String text = TextFile.read(file, MOST_MEGABYTES);
            @Nullable
            Object root = file.toString().endsWith(".json")
                    ? JSON.readValue(text, Object.class)
                    : Yaml.readData(text).orElse(Map.of());
            entries.collect("", "", root, value.isEmpty() ? List.of() : List.of(value.split("\\.")));
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + FileFailure.reason(e), e);
        } catch (BadInputException e) {
            String message = e.getMessage();
            throw message.contains(file.toString()) ? e : new BadInputException(file + ": " + message, e);
        }
        Check.that(
                !entries.byKey.isEmpty(),
                "%s holds no entry with a cost%s",
                file,
                value.isEmpty() ? "" : " called '" + value + "'. Change 'value' of the mapping");
        return entries;
    }

    private void collect(String path, String group, @Nullable Object node, List<String> value) {
        Object cost = node;
        for (String key : value) {
            cost = cost instanceof Map<?, ?> map ? map.get(key) : null;
        }
        if (cost instanceof Number || cost instanceof String) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields(node, fields);
            fields.put(GROUP, group);
            byKey.put(path, new Entry(fields, number(path, cost)));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, child) -> collect(join(path, key), group.isEmpty() ? "" + key : group, child, value));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(join(path, i), group, list.get(i), value);
            }
        }
    }

    private static String join(String path, Object key) {
        return path.isEmpty() ? "" + key : path + "/" + key;
    }

    private static void fields(@Nullable Object node, Map<String, String> fields) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                if (child instanceof Map) {
                    fields(child, fields);
                } else if (child instanceof Number || child instanceof String || child instanceof Boolean) {
                    fields.putIfAbsent("" + key, plain(child));
                }
            });
        }
    }

    private static String plain(Object value) {
        return value instanceof Number number && number.doubleValue() == number.longValue()
                ? Long.toString(number.longValue())
                : value.toString();
    }

    private double number(String path, Object cost) {
        String place = "%s: '%s'".formatted(file, path);
        // nn-Meter writes its own as 41.78 +- 1.02.
        String text = cost.toString().replaceAll("\\s*(\\+-|±).*", "");
        double value = TextNumber.parse(place, text, unit);
        Check.that(value >= 0, "%s is %s; a cost is 0 or more", place, cost);
        return value;
    }

    /**
     * The cost that is meant, or empty if there is no such entry.
     *
     * @throws BadInputException if several entries are meant that cost differently
     */
    OptionalDouble find(Price price) {
        if (price instanceof Price.Fixed fixed) {
            return OptionalDouble.of(fixed.cost());
        }
        return found.computeIfAbsent(price, this::search);
    }

    private OptionalDouble search(Price price) {
        if (price instanceof Price.Key key) {
            Entry entry = byKey.get(key.key());
            return entry == null ? OptionalDouble.empty() : OptionalDouble.of(entry.cost());
        }
        Map<String, String> wanted = ((Price.Fields) price).fields();
        List<String> keys = new ArrayList<>();
        Set<Double> costs = new LinkedHashSet<>();
        byKey.forEach((key, entry) -> {
            if (entry.fields().entrySet().containsAll(wanted.entrySet())) {
                keys.add(key);
                costs.add(entry.cost());
            }
        });
        Check.that(
                costs.size() < 2,
                "%s: '%s' is said of several entries with different costs: %s. Name more of their fields",
                file,
                price,
                String.join(", ", keys.subList(0, Math.min(3, keys.size()))));
        return costs.stream().mapToDouble(Double::doubleValue).findFirst();
    }
}
