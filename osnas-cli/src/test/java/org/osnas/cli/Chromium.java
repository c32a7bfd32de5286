package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Opens pages in a headless Chromium. Tests are skipped where there is none, unless OSNAS_CHROMIUM says that there must be. */
final class Chromium {

    private static final String REQUIRED = "OSNAS_CHROMIUM";

    /** Looks at a page as soon as its charts are drawn, and uses it by the keyboard; what it finds are attributes. */
    private static final String LOOK =
            """
            <script>
            const look = () => {
              const root = document.documentElement;
              if (!root.dataset.ready) return setTimeout(look, 20);
              root.dataset.millis = Math.round(performance.now());
              root.dataset.overflow = root.scrollWidth - root.clientWidth;
              root.dataset.viewport = innerWidth;
              const blank = canvas => {
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let some = 0;
                for (let i = 3; i < pixels.length; i += 4) some += pixels[i] > 0 ? 1 : 0;
                return some < 200;
              };
              const plots = [...document.querySelectorAll('[data-chart]')];
              root.dataset.blank = plots.filter(plot => !plot.querySelector('svg')
                && [...plot.querySelectorAll('canvas')].every(blank)).map(plot => plot.dataset.chart).join();
              root.dataset.unnamed = plots.filter(plot => !plot.getAttribute('aria-label') || plot.tabIndex !== 0
                || !plot.parentElement.querySelector('figcaption').textContent.startsWith('Look ')).length;
              const ink = getComputedStyle(document.body);
              root.dataset.colours = ink.color + ' on ' + ink.backgroundColor;
              const press = (plot, key) => plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
              root.dataset.silent = plots.filter(plot => {
                document.getElementById('said').textContent = '';
                press(plot, 'ArrowRight');
                return !document.getElementById('said').textContent;
              }).map(plot => plot.dataset.chart).join();
              const front = document.querySelector('[data-chart=front]');
              if (front) {
                press(front, 'Enter');
                root.dataset.selected = document.getElementById('selected').textContent;
              }
              [...document.querySelectorAll('.controls select')].forEach(select => {
                select.value = select.options.length - 1;
                select.dispatchEvent(new Event('change'));
              });
              root.dataset.looked = 'yes';
            };
            look();
            </script>
            """;

    private final Path program;
    private final Path work;

    private Chromium(Path program, Path work) {
        this.program = program;
        this.work = work;
    }

    /** What a page looked like. */
    record Seen(String dom, List<String> console) {

        /** An attribute of the root. */
        String found(String name) {
            Matcher matcher = Pattern.compile("<html[^>]*\\sdata-" + name + "=\"([^\"]*)\"")
                    .matcher(dom);
            assertThat(matcher.find())
                    .as("%s in %s", name, dom.substring(0, Math.min(900, dom.length())))
                    .isTrue();
            return matcher.group(1);
        }

        /** Number of charts that were drawn. */
        int drawn() {
            return Integer.parseInt(found("ready"));
        }
    }

    /**
     * @param work folder for profiles
     */
    static Chromium find(Path work) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty() && System.getenv(REQUIRED) == null) {
            Assumptions.abort("There is no Chromium here, so pages are not looked at");
        }
        return new Chromium(program.orElseThrow(), work);
    }

    /** Windows are no narrower than 500 pixels, so a page for a phone stands in a frame; what it finds is taken over. */
    private static final String PHONE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <iframe style="width: %dpx; height: 9000px; border: 0" srcdoc="%s"></iframe>
            <script>
            const take = () => {
              const inner = document.querySelector('iframe').contentDocument?.documentElement;
              if (!inner?.dataset.looked) return setTimeout(take, 20);
              Object.assign(document.documentElement.dataset, inner.dataset);
            };
            take();
            </script>
            """;

    /** Opens a page from a file, and looks at it. */
    Seen look(String html, int width, boolean dark) throws Exception {
        String page = html + LOOK;
        String shown =
                width < 500 ? PHONE.formatted(width, page.replace("&", "&amp;").replace("\"", "&quot;")) : page;
        Path file = Files.writeString(Files.createTempFile(work, "page", ".html"), shown);
        Seen seen = open(file.toUri(), width, dark);
        assertThat(seen.found("viewport")).isEqualTo(String.valueOf(width));
        assertThat(seen.found("looked")).isEqualTo("yes");
        return seen;
    }

    /** Opens an address. */
    Seen open(URI address, int width, boolean dark) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(work, "profile");
        Path dom = Files.createTempFile(work, "dom", ".html");
        Path log = Files.createTempFile(work, "log", ".txt");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--enable-logging=stderr",
                "--window-size=" + width + ",2000",
                "--virtual-time-budget=20000",
                "--dump-dom"));
        if (dark) {
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(address.toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("Chromium ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Seen(
                Files.readString(dom),
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains(":CONSOLE"))
                        .toList());
    }
}
