package org.osnas.api.spi;

/**
 * Something that a configuration names. Implementations are found by {@link java.util.ServiceLoader}: list the class
 * in {@code META-INF/services/} under the name of the provider interface it implements.
 */
public interface Component {

    /** The name that a configuration uses: lower case with dashes. */
    String name();

    /** One line for {@code osnas list}. */
    String description();
}
