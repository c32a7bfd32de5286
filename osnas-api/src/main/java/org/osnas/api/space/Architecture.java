package org.osnas.api.space;

import java.util.Arrays;
import org.osnas.api.spi.BadInputException;

/** One choice index per choice layer; an immutable value with the text form {@code 3,0,7}. */
public final class Architecture implements Comparable<Architecture> {

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
