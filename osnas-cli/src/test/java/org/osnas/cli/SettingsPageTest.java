package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.Component;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/** The page of all settings is what the components say; with {@code -Dosnas.write=true} it is written anew. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/settings.md");

    @Test
    void thePageSaysWhatTheComponentsRead() throws IOException {
        String page = page();
        if (Boolean.getBoolean("osnas.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings of all components

                What `./osnas list NAME` prints, for every component: its settings, what counts where nothing is given, and
                what is allowed. Made by `SettingsPageTest`, which compares it with the code.
                """);
        for (Kind<?> kind : Kind.all()) {
            page.append("\n## ").append(kind.plural()).append('\n');
            for (Component component : Registry.standard().all(kind)) {
                page.append("\n```\n")
                        .append(osnas("list", kind.plural(), component.name()).out())
                        .append("```\n");
            }
        }
        return page.toString();
    }
}
