package org.osnas.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSectionsTest {

    @Test
    void aSectionKnowsItsPath() {
        Settings section =
                Settings.of("", Map.of("search", Map.of("trials", "many"))).section("search");

        assertThatThrownBy(() -> section.integer("trials", 10, 1, 99))
                .isInstanceOf(BadInputException.class)
                .hasMessage("search.trials must be a whole number from 1 to 99, got 'many'");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheKnownOnes() {
        Settings settings = Settings.of("search", Map.of("trails", 3));
        settings.integer("trials", 10, 1, 99);
        settings.has("top");

        assertThatThrownBy(settings::rejectUnknown)
                .hasMessage("Unknown key trails in search. Known: top, trials")
                .isInstanceOfSatisfying(UnknownNameException.class, e -> {
                    assertThat(e.given()).isEqualTo("trails");
                    assertThat(e.known()).containsExactly("top", "trials");
                });
    }

    @Test
    void aSectionThatIsNoMapIsRefused() {
        assertThatThrownBy(() -> Settings.of("", Map.of("search", 3)).section("search"))
                .hasMessage("search must be a section of keys and values, got '3'");
        assertThat(Settings.of("", Map.of()).section("search").keys()).isEmpty();
    }

    @Test
    void keysOfASectionOfNamesAreKnown() {
        Settings budget = Settings.of("budget", Map.of("macs", 1e6));

        assertThat(budget.keys()).containsExactly("macs");
        assertThat(budget.value("macs")).contains(1e6);
        budget.rejectUnknown();
    }

    @Test
    void aSeedMayUseAll64Bits() {
        Settings settings = Settings.of("", Map.of("seed", Long.MIN_VALUE));

        assertThat(settings.wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(Long.MIN_VALUE);
    }
}
