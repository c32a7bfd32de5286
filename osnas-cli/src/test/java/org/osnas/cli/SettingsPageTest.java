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

    @Test
    void everySettingSaysWhatItIsAbout() {
        for (Kind<?> kind : Kind.all()) {
            for (Component component : Registry.standard().all(kind)) {
                assertThat(Registry.settings(component, 100))
                        .as(component.name())
                        .noneMatch(setting -> setting.about().isEmpty());
            }
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings of all components

                What `./osnas list NAME` prints, for every component: its settings, what counts where nothing is given,
                what is allowed, and what it is about. Made by `SettingsPageTest`, which compares it with the code.

                An editor that knows YAML completes and checks all of it while you write. Begin a file with the line

                ```yaml
                # yaml-language-server: $schema=PATH/docs/schema/run.json
                ```

                with the path from the file to this folder, or a URL; `comparison.json` is for comparisons, `space.json` for
                spaces. VS Code needs the extension YAML (redhat.vscode-yaml); IntelliJ knows the line, or choose the schema
                at the foot of its window. With plug-ins, `./osnas schema run --plugin my.jar > run.schema.json` writes a
                schema that knows your components too.

                Paths in a configuration are relative to its file, those after `--set` to the folder you are in. The run
                folder's `config.yaml` holds every setting with its value, and absolute paths.
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
