package org.osnas.api.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/** Values by the names of a network's outputs, in the order of the network. */
final class ByName<T> {

    private final Map<String, T> values;

    /**
     * @throws BadInputException if there are none, or a name is blank
     */
    ByName(Map<String, T> values) {
        Check.that(!values.isEmpty(), "A network has at least one output; give each a name");
        values.keySet().forEach(name -> Check.that(!name.isBlank(), "An output has a blank name; give each a name"));
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    T get(String name) {
        T value = values.get(name);
        if (value == null) {
            throw new BadInputException("There is no output '%s'; the outputs of this network are %s"
                    .formatted(name, String.join(", ", values.keySet())));
        }
        return value;
    }

    T only() {
        if (values.size() > 1) {
            throw new BadInputException(
                    "This network has %d outputs, %s; who works with one cannot tell which is meant. Get one by its name"
                            .formatted(values.size(), String.join(", ", values.keySet())));
        }
        return values.values().iterator().next();
    }

    Map<String, T> map() {
        return values;
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
