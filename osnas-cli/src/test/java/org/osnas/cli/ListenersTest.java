package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run with the three listeners that come with OSNAS; one server takes what it says, another is down. */
class ListenersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIALS = 8;

    @TempDir
    Path folder;

    private final Map<String, List<JsonNode>> calls = Collections.synchronizedMap(new TreeMap<>());

    private CommandRun search(String name, String listeners) {
        return osnas(
                "search",
                "-c",
                "../examples/tiny.yaml",
                "-o",
                folder.resolve(name).toString(),
                "--set",
                "supernet.steps=25",
                "--set",
                "retrain.steps=20",
                "--set",
                "search.trials=" + TRIALS,
                "--set",
                "listeners=" + listeners);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
        calls.computeIfAbsent(path, p -> new ArrayList<>()).add(JSON.readTree(exchange.getRequestBody()));
        byte[] body = Map.of(
                        "experiments/create", "{\"experiment_id\": \"7\"}",
                        "runs/create", "{\"run\": {\"info\": {\"run_id\": \"r1\"}}}")
                .getOrDefault(path, "{}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aRunIsTheSameWithListenersAndTheyHearAllOfIt() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            CommandRun run = search(
                    "heard",
                    "[csv, {name: tensorboard, settings: {every: 5}}, {name: mlflow, settings: {url: 'http://127.0.0.1:"
                            + server.getAddress().getPort() + "'}}]");
            assertThat(run.err()).doesNotContain("failed");
            assertThat(run.status()).isZero();
        } finally {
            server.stop(0);
        }
        JsonNode result = JSON.readTree(folder.resolve("heard/result.json").toFile());
        assertCsv(result);
        assertTensorBoard(result);
        assertMlflow(result);
    }

    private void assertCsv(JsonNode result) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("heard/metrics.csv"));
        assertThat(lines.get(0)).isEqualTo("step,name,value");
        assertThat(lines).filteredOn(line -> line.contains(",search/score,")).hasSize(TRIALS);
        assertThat(lines).contains("0,result/test," + result.path("test_score").asDouble());
        assertThat(lines).anyMatch(line -> line.startsWith("25,supernet/loss,"));
    }

    private void assertTensorBoard(JsonNode result) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("heard/tensorboard"))) {
            file = files.filter(f -> f.getFileName().toString().contains(".tfevents."))
                    .findFirst()
                    .orElseThrow();
        }
        Map<String, List<Fields>> byTag = new LinkedHashMap<>();
        List<Fields> events = records(file);
        assertThat(events.get(0).text(3)).isEqualTo("brain.Event:2");
        for (Fields event : events.subList(1, events.size())) {
            for (byte[] value : event.all(5).stream()
                    .flatMap(s -> new Fields(s).all(1).stream())
                    .toList()) {
                Fields fields = new Fields(value);
                byTag.computeIfAbsent(fields.text(1), tag -> new ArrayList<>()).add(fields);
            }
        }
        assertThat(byTag.get("search/score")).hasSize(TRIALS);
        // Steps 1, 5, 10, … 25.
        assertThat(byTag.get("supernet/loss")).hasSize(6);
        assertThat(byTag.get("result/test").get(0).single(2))
                .isEqualTo((float) result.path("test_score").asDouble());
        byte[] png = new Fields(byTag.get("curves/supernet/loss").get(0).all(4).get(0))
                .all(4)
                .get(0);
        assertThat(new String(png, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        Fields plugin = new Fields(new Fields(
                        byTag.get("_hparams_/session_start_info").get(0).all(9).get(0))
                .all(1)
                .get(0));
        assertThat(plugin.text(1)).isEqualTo("hparams");
        Map<String, String> parameters = new TreeMap<>();
        for (byte[] entry : new Fields(new Fields(plugin.all(2).get(0)).all(3).get(0)).all(1)) {
            Fields pair = new Fields(entry);
            parameters.put(pair.text(1), new Fields(pair.all(2).get(0)).text(3));
        }
        assertThat(parameters)
                .containsEntry("space.name", "mbconv-micro")
                .containsEntry("search.strategy.settings.population", "6");
        assertThat(byTag).containsKeys("_hparams_/experiment", "_hparams_/session_end_info");
    }

    private void assertMlflow(JsonNode result) {
        assertThat(calls.get("experiments/create").get(0).path("name").asText()).isEqualTo("osnas");
        assertThat(calls.get("runs/create").get(0).path("experiment_id").asText())
                .isEqualTo("7");
        assertThat(calls.get("runs/create").get(0).path("run_name").asText()).isEqualTo("heard");
        List<String> metrics = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (JsonNode batch : calls.get("runs/log-batch")) {
            assertThat(batch.path("run_id").asText()).isEqualTo("r1");
            assertThat(batch.path("params").size()).isLessThanOrEqualTo(100);
            batch.path("params")
                    .forEach(p -> parameters.add(
                            p.path("key").asText() + "=" + p.path("value").asText()));
            batch.path("metrics").forEach(m -> metrics.add(m.path("key").asText()));
        }
        assertThat(parameters).contains("space.name=mbconv-micro", "seed=1");
        assertThat(metrics).filteredOn("search/score"::equals).hasSize(TRIALS);
        assertThat(metrics).contains("supernet/loss", "retrain/learning-rate", "result/test");
        assertThat(calls.get("runs/update")).hasSize(1);
        assertThat(calls.get("runs/update").get(0).path("status").asText()).isEqualTo("FINISHED");
        assertThat(result.path("test_score").asDouble()).isPositive();
    }

    @Test
    void aListenerThatFailsEndsNoRun() throws IOException {
        int closed;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        closed = server.getAddress().getPort();
        server.stop(0);
        Files.createDirectories(folder);
        CommandRun run = search(
                "down",
                "[{name: csv, settings: {file: none/metrics.csv}}, {name: mlflow, settings: {url: 'http://127.0.0.1:"
                        + closed + "'}}]");
        assertThat(run.status()).isZero();
        assertThat(run.err().lines().filter(line -> line.contains("Listener 'csv' failed")))
                .hasSize(1);
        assertThat(folder.resolve("down/result.json")).exists();
    }

    @Test
    void unknownListenersAndSettingsAreBadInput() {
        assertThat(search("a", "[tensorbord]").status()).isEqualTo(2);
        assertThat(search("b", "[{name: csv, settings: {fil: a}}]").status()).isEqualTo(2);
        assertThat(search("c", "csv").status()).isEqualTo(2);
    }

    @Test
    void thePageShowsAListenerThatCompiles() throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/osnas/cli/readme/Bell.java"));
        assertThat(Files.readString(Path.of("../docs/listeners.md")))
                .contains(code.substring(code.indexOf("public final class")).stripTrailing());
    }

    /** Reads records by the description of the format alone, and checks both checksums of each. */
    private static List<Fields> records(Path file) throws IOException {
        List<Fields> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (byte[] length = in.readNBytes(8); length.length == 8; length = in.readNBytes(8)) {
                assertThat(in.readNBytes(4)).isEqualTo(masked(length));
                byte[] data = in.readNBytes((int)
                        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
                assertThat(in.readNBytes(4)).isEqualTo(masked(data));
                records.add(new Fields(data));
            }
        }
        return records;
    }

    private static byte[] masked(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        long crc = sum.getValue();
        long rotated = ((crc >>> 15) | (crc << 17)) & 0xFFFFFFFFL;
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (rotated + 0xa282ead8L))
                .array();
    }

    /** The fields of a message, by their numbers. */
    private static final class Fields {

        private final Map<Integer, List<byte[]>> byNumber = new TreeMap<>();

        Fields(byte[] message) {
            ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                long tag = varint(in);
                byte[] value =
                        switch ((int) (tag & 7)) {
                            case 0 -> ByteBuffer.allocate(8).putLong(varint(in)).array();
                            case 1 -> take(in, 8);
                            case 2 -> take(in, (int) varint(in));
                            case 5 -> take(in, 4);
                            default -> throw new IllegalStateException("wire type of tag " + tag);
                        };
                byNumber.computeIfAbsent((int) (tag >>> 3), n -> new ArrayList<>())
                        .add(value);
            }
        }

        private static byte[] take(ByteBuffer in, int count) {
            byte[] bytes = new byte[count];
            in.get(bytes);
            return bytes;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = in.get();
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        List<byte[]> all(int number) {
            return byNumber.getOrDefault(number, List.of());
        }

        String text(int number) {
            return all(number).isEmpty() ? "" : new String(all(number).get(0), StandardCharsets.UTF_8);
        }

        float single(int number) {
            return ByteBuffer.wrap(all(number).get(0))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getFloat();
        }
    }
}
