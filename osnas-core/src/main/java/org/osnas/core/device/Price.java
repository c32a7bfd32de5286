package org.osnas.core.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osnas.api.spi.BadInputException;

/** What a mapping says of a cost: the cost itself, the key of an entry, or what its fields hold. */
sealed interface Price {

    /** With facts in place of the names in braces. */
    Price with(Map<String, String> facts, String what);

    /** A cost that the mapping gives itself. */
    record Fixed(double cost) implements Price {
        @Override
        public Price with(Map<String, String> facts, String what) {
            return this;
        }
    }

    /** The entry under this key; keys of nested maps are joined by {@code /}. */
    record Key(String key) implements Price {
        @Override
        public Price with(Map<String, String> facts, String what) {
            return new Key(Template.fill(key, facts, what));
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** The entry whose fields hold these values. */
    record Fields(Map<String, String> fields) implements Price {
        public Fields {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public Price with(Map<String, String> facts, String what) {
            UnaryOperator<String> fill = text -> Template.fill(text, facts, what);
            Map<String, String> filled = new LinkedHashMap<>();
            fields.forEach((field, text) -> filled.put(field, fill.apply(text)));
            return new Fields(filled);
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    /** Text with names in braces. */
    final class Template {
        private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

        private Template() {}

        static String fill(String text, Map<String, String> facts, String what) {
            return NAME.matcher(text).replaceAll(found -> {
                String fact = facts.get(found.group(1));
                if (fact == null) {
                    throw new BadInputException("%s has no {%s}. Known of it are: %s"
                            .formatted(
                                    what,
                                    found.group(1),
                                    facts.isEmpty() ? "nothing" : String.join(", ", facts.keySet())));
                }
                return Matcher.quoteReplacement(fact);
            });
        }
    }
}
