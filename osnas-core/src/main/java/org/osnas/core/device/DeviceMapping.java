package org.osnas.core.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.text.TextFile;
import org.osnas.yaml.Yaml;

/**
 * How the entries of published costs are called. A cost is a number, the key of an entry, the fields of one as a map, or a
 * list of these, which are added up; names in braces are facts of the block or layer.
 *
 * @param file where it stands, for messages
 * @param value path of keys, joined by dots, of the cost within an entry; empty if the entry is the cost
 * @param blocks costs of whole blocks by their name, {@code *} for all others
 * @param layers costs of layers by their kind, perhaps with the activation that follows: {@code conv2d+relu6}
 * @param base cost of stem, tail and head together, if not by their layers
 */
record DeviceMapping(
        Path file,
        String value,
        Map<String, List<Price>> blocks,
        Map<String, List<Price>> layers,
        Optional<List<Price>> base) {

    private static final long MOST_MEGABYTES = 4;
    private static final String OTHERS = "*";
    private static final String EXPECTED =
            "a number, a key of the published costs, fields that an entry has, or a list of these";

    static DeviceMapping read(Path file, String unit) {
        try {
            Settings root = Settings.of("", Yaml.readMap("a mapping", TextFile.read(file, MOST_MEGABYTES)));
            String given = root.text("unit", unit);
            Check.that(
                    given.equals(unit),
                    "the costs are in %s, but the table is in %s. Import them as a metric in %s, or convert them",
                    given,
                    unit,
                    given);
            DeviceMapping mapping = new DeviceMapping(
                    file,
                    root.text("value", ""),
                    prices(root.section("blocks")),
                    prices(root.section("layers")),
                    root.value("base").map(value -> price(root, "base", value)));
            root.rejectUnknown();
            return mapping;
        } catch (IOException e) {
            throw new BadInputException("Mapping %s cannot be read: %s".formatted(file, FileFailure.reason(e)), e);
        } catch (BadInputException e) {
            throw new BadInputException("Mapping %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    Optional<List<Price>> ofBlock(String name) {
        return Optional.ofNullable(blocks.get(name)).or(() -> Optional.ofNullable(blocks.get(OTHERS)));
    }

    private static Map<String, List<Price>> prices(Settings section) {
        Map<String, List<Price>> prices = new LinkedHashMap<>();
        for (String name : section.keys()) {
            prices.put(name, price(section, name, section.value(name).orElseThrow()));
        }
        return prices;
    }

    private static List<Price> price(Settings section, String name, Object value) {
        List<Price> prices = new ArrayList<>();
        for (Object one : value instanceof List<?> list ? list : List.of(value)) {
            if (one instanceof Number number && number.doubleValue() >= 0 && Double.isFinite(number.doubleValue())) {
                prices.add(new Price.Fixed(number.doubleValue()));
            } else if (one instanceof String key) {
                prices.add(new Price.Key(key));
            } else if (one instanceof Map<?, ?> map && !map.isEmpty()) {
                Map<String, String> fields = new LinkedHashMap<>();
                map.forEach((field, wanted) -> {
                    if (wanted instanceof Map || wanted instanceof List) {
                        throw section.wrong(name, value, EXPECTED);
                    }
                    fields.put(String.valueOf(field), String.valueOf(wanted));
                });
                prices.add(new Price.Fields(fields));
            } else {
                throw section.wrong(name, one, EXPECTED);
            }
        }
        return prices;
    }
}
