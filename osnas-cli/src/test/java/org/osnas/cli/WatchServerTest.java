package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.registry.Registry;
import org.osnas.report.Pages;
import org.osnas.report.WatchServer;

/** The page of a run while it goes on, as a browser and as an attacker ask for it. */
class WatchServerTest {

    private static final Pages PAGES = new Pages(Registry.standard());

    @TempDir
    static Path directory;

    private static Path run;

    /** A run of eight trials that is not finished: five are logged. */
    @BeforeAll
    static void search() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                space: mbconv-micro
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {strategy: random, trials: 8}
                retrain: {steps: 2}
                """
                        .formatted(data));
        run = directory.resolve("run");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
    }

    @Test
    void thePageShowsTrialsAsTheyComeIn() throws Exception {
        Path going = going();
        List<String> lines = Files.readAllLines(run.resolve("trials.jsonl"));
        try (WatchServer server = WatchServer.start(PAGES, going, 0)) {
            assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
            Answer page = get(server, "/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("has scored 5 of 8", "connect-src 'self'", "osnas.watch.ask");
            Answer content = get(server, "/content");
            assertThat(content.text())
                    .contains("has scored 5 of 8", "id=\"values\"")
                    .doesNotContain("osnas.watch.ask", "Apache Software Foundation");
            String tag = content.header("ETag");
            assertThat(get(server, "/content", "If-None-Match: " + tag).status())
                    .isEqualTo(304);

            // The next one is being written just now.
            Path log = going.resolve("trials.jsonl");
            Files.writeString(
                    log,
                    Files.readString(log) + lines.get(5) + "\n" + lines.get(6).substring(0, 30));

            Answer next = get(server, "/content", "If-None-Match: " + tag);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.text()).contains("has scored 6 of 8");
            assertThat(next.header("ETag")).isNotEqualTo(tag);
            assertThat(Files.readString(log))
                    .as("nothing is mended")
                    .endsWith(lines.get(6).substring(0, 30));
        }
    }

    @Test
    void onlyThisMachineReadsAndOnlyThePage() throws Exception {
        List<Path> before = files(run);
        try (WatchServer server = WatchServer.start(PAGES, run, 0)) {
            int port = server.address().getPort();
            assertThat(ask(server, "GET / HTTP/1.1\r\nHost: localhost:" + port).status())
                    .isEqualTo(200);
            for (String host : List.of("evil.example:" + port, "evil.example", "127.0.0.1", "127.0.0.1:1")) {
                assertThat(ask(server, "GET / HTTP/1.1\r\nHost: " + host).status())
                        .as(host)
                        .isEqualTo(403);
            }
            for (String path : List.of(
                    "/config.yaml", "/../data/train-images-idx3-ubyte", "/%2e%2e/small.yaml", "//", "/content/..")) {
                Answer answer = get(server, path);
                assertThat(answer.status()).as(path).isBetween(400, 404);
                assertThat(answer.text()).doesNotContain("mbconv");
            }
            for (String method : List.of("POST", "PUT", "DELETE")) {
                assertThat(ask(server, method + " / HTTP/1.1\r\nContent-Length: 0\r\nHost: 127.0.0.1:" + port)
                                .status())
                        .isEqualTo(405);
            }
        }
        assertThat(files(run)).as("it only reads").isEqualTo(before);
    }

    @Test
    void whatCannotBeShownIsRefusedBeforeItBegins() throws Exception {
        assertThatThrownBy(() -> WatchServer.start(PAGES, directory, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not the folder of a run");
        try (WatchServer server = WatchServer.start(PAGES, run, 0)) {
            int port = server.address().getPort();
            assertThatThrownBy(() -> WatchServer.start(PAGES, run, port).close())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Port " + port + " is in use");
        }
        assertThat(osnas("watch", run.toString(), "--port", "70000").status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void aBrowserDrawsThePageAndWhatComesIn() throws Exception {
        Chromium chromium = Chromium.find(directory);
        try (WatchServer server = WatchServer.start(PAGES, going(), 0)) {
            Chromium.Seen seen = chromium.open(server.address(), 400, true);

            assertThat(seen.console()).isEmpty();
            assertThat(seen.drawn()).isEqualTo(10);
            assertThat(seen.dom()).contains("has scored 5 of 8", "Asked at ");
        }
    }

    private static Path going() throws IOException {
        Path going = Files.createTempDirectory(directory, "going");
        for (Path file : files(run)) {
            Path copy = going.resolve(run.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Files.delete(going.resolve("result.json"));
        Files.delete(going.resolve("exhibits.json"));
        List<String> lines = Files.readAllLines(run.resolve("trials.jsonl"));
        Files.writeString(going.resolve("trials.jsonl"), String.join("\n", lines.subList(0, 5)) + "\n");
        return going;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private record Answer(int status, List<String> headers, String text) {
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Answer get(WatchServer server, String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("GET " + path + " HTTP/1.1", "Host: " + server.address().getAuthority()));
        lines.addAll(List.of(headers));
        return ask(server, String.join("\r\n", lines));
    }

    /** By hand, since clients of the JDK set the host themselves and clean paths. */
    private static Answer ask(WatchServer server, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), server.address().getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            List<String> lines = List.of(all.substring(0, end).split("\r\n"));
            return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), lines, all.substring(end + 4));
        }
    }
}
