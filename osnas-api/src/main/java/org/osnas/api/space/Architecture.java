package org.osnas.api.space;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.osnas.api.spi.BadInputException;

/** One choice index per choice layer; an immutable value with the text form {@code 3,0,7}. */
public final class Architecture implements Comparable<Architecture> {

    private static final int LONGEST_NAME = 80;

    private final int[] choices;

    private Architecture(int[] choices) {
        this.choices = choices;
    }

    public static Architecture of(int... choices) {
        for (int choice : choices) {
            if (choice < 0) {
                throw new BadInputException(
                        "Choices of an architecture are 0 or more, got " + Arrays.toString(choices));
            }
        }
        return new Architecture(choices.clone());
    }

    /** Reads the text form, {@code 3,0,7}; spaces and square brackets are allowed. */
    public static Architecture parse(String text) {
        String[] parts = text.replaceAll("[\\[\\]\\s]", "").split(",", -1);
        int[] choices = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                choices[i] = Integer.parseInt(parts[i]);
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        "'" + text + "' is not an architecture; write one choice per layer, for example 3,0,7", e);
            }
        }
        return of(choices);
    }

    public int length() {
        return choices.length;
    }

    public int choice(int layer) {
        return choices[layer];
    }

    public int[] toArray() {
        return choices.clone();
    }

    /** The same architecture with another choice in one layer. */
    public Architecture with(int layer, int choice) {
        int[] copy = choices.clone();
        copy[layer] = choice;
        return of(copy);
    }

    /**
     * A part of a file's name that stands for this architecture: {@code 3-0-7}, of a long one the beginning and 16 hex
     * digits, since file systems limit names to 255 bytes.
     */
    public String fileName() {
        String name = toString().replace(',', '-');
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        String digest =
                Hashing.sha256().hashString(name, StandardCharsets.US_ASCII).toString();
        return name.substring(0, LONGEST_NAME - 16) + digest.substring(0, 16);
    }

    @Override
    public int compareTo(Architecture other) {
        return Arrays.compare(choices, other.choices);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture a && Arrays.equals(choices, a.choices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(choices);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int choice : choices) {
            text.append(text.isEmpty() ? "" : ",").append(choice);
        }
        return text.toString();
    }
}
