package org.osnas.api.spi;

import java.util.List;

/** What a setting may be: for messages in words, and for whoever makes a form or a schema of it. */
public sealed interface Allowed {

    /** As it stands behind "must be": {@code a whole number from 1 to 100}. */
    String words();

    /** A whole number within {@code [min, max]}. */
    record WholeNumber(long min, long max) implements Allowed {
        @Override
        public String words() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** A number within {@code [min, max]}. */
    record Decimal(double min, double max) implements Allowed {
        @Override
        public String words() {
            return "a number from " + min + " to " + max;
        }
    }

    /** True or false. */
    record Flag() implements Allowed {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** One of several words. */
    record Choice(List<String> options) implements Allowed {

        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", options);
        }
    }

    /** Any text. */
    record Text() implements Allowed {
        @Override
        public String words() {
            return "text";
        }
    }

    /** A file or a folder; in a configuration relative to its file. */
    record File() implements Allowed {
        @Override
        public String words() {
            return "a path";
        }
    }

    /** A list of values of one kind. */
    record Items(Allowed each) implements Allowed {
        @Override
        public String words() {
            return each instanceof Decimal
                    ? "a list of numbers"
                    : each instanceof Text ? "a list of texts" : "a list, each " + each.words();
        }
    }

    /** Keys and values, declared one by one. */
    record Section() implements Allowed {
        @Override
        public String words() {
            return "a section of keys and values";
        }
    }

    /** Names of the user's choice with values of one kind, such as metrics with their ranges. */
    record Named(Allowed each) implements Allowed {
        @Override
        public String words() {
            return "names, each with " + each.words();
        }
    }

    /**
     * Values of several kinds.
     *
     * @param words that say it better than the kinds one by one
     */
    record AnyOf(List<Allowed> kinds, String words) implements Allowed {

        public AnyOf {
            kinds = List.copyOf(kinds);
        }
    }

    /** What only words can say. */
    record Other(String words) implements Allowed {}
}
