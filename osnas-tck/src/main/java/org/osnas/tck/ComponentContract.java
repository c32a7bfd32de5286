package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/**
 * The rules of {@link Component} as tests, for every kind of provider.
 *
 * @param <P> the provider interface, such as {@link org.osnas.api.search.SearchStrategyProvider}
 */
public interface ComponentContract<P extends Component> {

    /** The provider to check. */
    P provider();

    /** The provider interface that it is registered under. */
    Class<P> service();

    /** Makes the component: {@code provider().create(settings)}, with arguments that fit. */
    Object create(Settings settings);

    /** The name has lower-case letters, digits and dashes, and starts with a letter. */
    @Test
    default void required_C01_nameCanStandInAConfiguration() {
        assertThat(provider().name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    /** The description is one line. */
    @Test
    default void required_C02_descriptionIsOneLine() {
        assertThat(provider().description()).isNotBlank().doesNotContain("\n").hasSizeLessThanOrEqualTo(120);
    }

    /** {@link ServiceLoader} finds the provider, and no other with its name. */
    @Test
    default void required_C03_isRegistered() {
        assertThat(ServiceLoader.load(service()).stream().map(ServiceLoader.Provider::get))
                .filteredOn(p -> p.name().equals(provider().name()))
                .singleElement()
                .isInstanceOf(provider().getClass());
    }

    /** Without settings, the defaults work. */
    @Test
    default void required_C04_defaultsWork() {
        assertThat(create(Settings.empty())).isNotNull();
    }

    /** A setting that the component does not know is refused by name. */
    @Test
    default void required_C05_unknownSettingsAreRefused() {
        assertThatThrownBy(() -> create(Settings.of("here.settings", Map.of("no-such-setting", 1))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no-such-setting")
                .hasMessageContaining("here.settings");
    }
}
