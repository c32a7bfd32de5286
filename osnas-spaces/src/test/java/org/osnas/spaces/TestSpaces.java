package org.osnas.spaces;

import java.util.Map;
import java.util.ServiceLoader;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.EmbeddingHead;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;

/** Spaces by name, found as an application finds them. */
final class TestSpaces {

    private TestSpaces() {}

    static SpaceProvider provider(String name) {
        return ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No provider of a space named " + name));
    }

    static SearchSpace space(String name) {
        return space(name, Map.of());
    }

    static SearchSpace space(String name, Map<String, Object> settings) {
        SpaceProvider provider = provider(name);
        Backbone backbone = provider.create(provider.defaultInput(), Settings.of("space.settings", settings));
        int outputs = provider.defaultClasses();
        // MobileFaceNet's published totals are those of a network that embeds faces.
        return backbone.with(
                name.equals("mobilefacenet") ? new EmbeddingHead(outputs) : new ClassificationHead(outputs));
    }
}
