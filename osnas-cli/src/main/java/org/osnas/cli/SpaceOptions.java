package org.osnas.cli;

import java.util.List;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.config.Overrides;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Option;

/** The options that say which space a command is about. */
final class SpaceOptions {

    @Option(
            names = "--space",
            paramLabel = "NAME",
            description = "Search space; see 'osnas list'. Or a file: my-space.yaml")
    private String name;

    @Option(names = "--input", paramLabel = "HxWxC", description = "Shape of an image (default: that of the space).")
    private String input;

    @Option(names = "--classes", paramLabel = "N", description = "Number of classes (default: that of the space).")
    private Integer classes;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the space.")
    private List<String> settings = List.of();

    /** Whether anything says which space. */
    boolean given() {
        return name != null || input != null || classes != null || !settings.isEmpty();
    }

    /** With a classifier as its head. */
    SearchSpace space() {
        if (name == null) {
            throw new BadInputException("Which space? Give --space NAME, or --space my-space.yaml");
        }
        Registry registry = Registry.standard();
        ComponentRef ref = new ComponentRef("--space", name, Overrides.parse(settings));
        SpaceProvider provider = registry.find(Kind.SPACE, ref);
        Shape shape = input == null ? provider.defaultInput() : Shape.parse(input);
        int outputs = classes == null
                ? provider.defaultClasses()
                : Check.between("--classes", classes, 1, Shape.MOST_CHANNELS);
        return registry.space(ref, shape).classifier(outputs);
    }
}
