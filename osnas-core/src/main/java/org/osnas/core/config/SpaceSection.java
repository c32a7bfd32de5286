package org.osnas.core.config;

import java.util.Map;
import java.util.Optional;
import org.osnas.api.search.SearchContext;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/**
 * Which search space. Input and classes follow from the data; where they are given, they must agree with it.
 *
 * @param input expected shape of an example
 * @param classes expected number of classes
 */
record SpaceSection(ComponentRef component, Optional<Shape> input, Optional<Integer> classes) {

    static SpaceSection read(Settings root) {
        Settings section = Components.section(root, "space");
        ComponentRef component = Components.ref(section, "space", "mbconv-micro");
        Optional<Shape> input = section.about("shape that the data must have, such as 28x28x1")
                .text("input")
                .map(Shape::parse);
        Optional<Integer> classes =
                section
                        .about("number of classes that the data must have")
                        .integer("classes", 1, Integer.MAX_VALUE)
                        .stream()
                        .boxed()
                        .findFirst();
        section.rejectUnknown();
        return new SpaceSection(component, input, classes);
    }

    /**
     * Checks the data against what the configuration expects.
     *
     * @throws org.osnas.api.spi.BadInputException naming both
     */
    public void requireData(Shape dataInput, int dataClasses) {
        input.ifPresent(expected -> Check.that(
                expected.equals(dataInput),
                "space.input is %s, but the data gives examples of %s. Leave space.input out, or use other data.",
                expected,
                dataInput));
        classes.ifPresent(expected -> Check.that(
                expected == dataClasses,
                "space.classes is %d, but the data has %d classes. Leave space.classes out, or use other data.",
                expected,
                dataClasses));
    }

    /** The same with the defaults of its settings. */
    SpaceSection withDefaults(Registry registry) {
        return new SpaceSection(
                registry.withDefaults(Kind.SPACE, component, SearchContext.DEFAULT_TRIALS), input, classes);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = component.toMap();
        input.ifPresent(shape -> map.put("input", shape.toString()));
        classes.ifPresent(n -> map.put("classes", n));
        return map;
    }
}
