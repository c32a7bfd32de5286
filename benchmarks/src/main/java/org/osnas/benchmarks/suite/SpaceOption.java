package org.osnas.benchmarks.suite;

import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Option;

/** The search space that a suite measures; a picocli mixin. */
public final class SpaceOption {

    @Option(names = "--space", defaultValue = "fbnet-s", description = "Search space (default: ${DEFAULT-VALUE}).")
    private String name;

    public String name() {
        return name;
    }

    public SearchSpace space() {
        return space(name);
    }

    /** The search space of a name with a classifier, at its default input and classes. */
    public static SearchSpace space(String name) {
        Registry registry = Registry.standard();
        ComponentRef ref = ComponentRef.of("benchmark", name);
        SpaceProvider provider = registry.find(Kind.SPACE, ref);
        return registry.space(ref, provider.defaultInput()).classifier(provider.defaultClasses());
    }

    /** Number of classes of a space of this kind. */
    public static int classes(SearchSpace space) {
        return space.outputs().get(ClassificationHead.LOGITS).channels();
    }
}
