package org.osnas.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.training.TrainingStrategyProvider;

class RegistryTest {

    @TempDir
    Path services;

    @Test
    void makesAComponentFromItsSettings() throws IOException {
        Registry registry = with(SearchStrategyProvider.class, Alpha.class, Beta.class);

        SearchStrategy made = registry.searchStrategy(ref("alpha", Map.of("population", 7)));

        assertThat(made).isEqualTo(new Recorded("alpha", 7));
        assertThat(registry.all(Kind.SEARCH_STRATEGY))
                .extracting(Component::name)
                .containsExactly("alpha", "beta-search");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() throws IOException {
        Registry registry = with(SearchStrategyProvider.class, Alpha.class, Beta.class);

        assertThatThrownBy(() -> registry.searchStrategy(ref("beta-serach", Map.of())))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("search.strategy: unknown search strategy 'beta-serach'." + " Known: alpha, beta-search");
    }

    @Test
    void anUnknownSettingIsRefusedAfterCreation() throws IOException {
        Registry registry = with(SearchStrategyProvider.class, Alpha.class);

        assertThatThrownBy(() -> registry.searchStrategy(ref("alpha", Map.of("popolation", 7))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown key popolation in search.strategy.settings. Known: parents, population");
    }

    @Test
    void twoProvidersOfOneNameAreAnErrorThatNamesBothClasses() throws IOException {
        Registry registry = with(SearchStrategyProvider.class, Alpha.class, AnotherAlpha.class);

        assertThatThrownBy(() -> registry.searchStrategy(ref("alpha", Map.of())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Two providers of search strategy 'alpha'")
                .hasMessageContaining(Alpha.class.getName())
                .hasMessageContaining(AnotherAlpha.class.getName());
    }

    @Test
    void defaultsAreFilledInForTheTrials() throws IOException {
        Registry registry = with(SearchStrategyProvider.class, Alpha.class);

        assertThat(registry.withDefaults(Kind.SEARCH_STRATEGY, ref("alpha", Map.of()), 60)
                        .settings())
                .isEqualTo(Map.of("population", 50, "parents", 30));
        assertThat(registry.withDefaults(Kind.SEARCH_STRATEGY, ref("alpha", Map.of("parents", 4)), 60)
                        .settings())
                .isEqualTo(Map.of("population", 50, "parents", 4));
        assertThatThrownBy(() -> registry.withDefaults(Kind.SEARCH_STRATEGY, ref("alpha", Map.of("popolation", 7)), 60))
                .hasMessageContaining("Unknown key popolation in search.strategy.settings");
    }

    @Test
    void aBrokenProviderOfOneKindDoesNotDisturbAnother() throws IOException {
        write(TrainingStrategyProvider.class, "org.osnas.Missing");
        Registry registry = with(SearchStrategyProvider.class, Alpha.class);

        assertThat(registry.all(Kind.SEARCH_STRATEGY)).hasSize(1);
        assertThatThrownBy(() -> registry.trainingStrategy(ComponentRef.of("supernet.strategy", "uniform")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("training strategy cannot be loaded")
                .hasMessageContaining("org.osnas.Missing");
    }

    private static ComponentRef ref(String name, Map<String, Object> settings) {
        return new ComponentRef("search.strategy", name, settings);
    }

    private Registry with(Class<?> service, Class<?>... providers) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Class<?> provider : providers) {
            lines.append(provider.getName()).append('\n');
        }
        write(service, lines.toString());
        return new Registry(new OnlyThese(services));
    }

    private void write(Class<?> service, String lines) throws IOException {
        Path file = services.resolve("META-INF/services/" + service.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
    }

    /** Sees the service files of one directory only. */
    private static final class OnlyThese extends URLClassLoader {
        OnlyThese(Path directory) throws IOException {
            super(new URL[] {directory.toUri().toURL()}, RegistryTest.class.getClassLoader());
        }

        @Override
        public java.util.Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/org.osnas") ? findResources(name) : super.getResources(name);
        }
    }

    private record Recorded(String name, int population) implements SearchStrategy {
        @Override
        public org.osnas.api.search.SearchSession start(org.osnas.api.search.SearchContext context) {
            throw new UnsupportedOperationException("this test searches nothing");
        }
    }

    public static class Alpha implements SearchStrategyProvider {
        @Override
        public String name() {
            return "alpha";
        }

        @Override
        public String description() {
            return "for the test";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int population = settings.integer("population", 50, 2, 1000);
            settings.integer("parents", trials -> trials / 2, 1, 1000);
            return new Recorded(name(), population);
        }
    }

    public static final class AnotherAlpha extends Alpha {}

    public static final class Beta extends Alpha {
        @Override
        public String name() {
            return "beta-search";
        }
    }
}
