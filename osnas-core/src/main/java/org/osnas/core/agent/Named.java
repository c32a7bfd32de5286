package org.osnas.core.agent;

/** A strategy with the name that messages and reports use. */
public record Named<S>(String name, S it) {

    /** By the name of its class. */
    public static <S> Named<S> of(S strategy) {
        return new Named<>(strategy.getClass().getSimpleName(), strategy);
    }
}
