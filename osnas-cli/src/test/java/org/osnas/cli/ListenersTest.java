package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.nd4j.shade.protobuf.Value;
import org.tensorflow.framework.Summary;
import org.tensorflow.framework.SummaryMetadata;
import org.tensorflow.hadoop.util.TFRecordReader;

/** A short run with the three listeners that come with OSNAS; one server takes what it says, another is down. */
class ListenersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIALS = 8;

    // Fields of Event, and one of HParamsPluginData.
    private static final int VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_START = 3;

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
        List<UnknownFieldSet> events = events(file);
        assertThat(bytes(events.get(0), VERSION).toStringUtf8()).isEqualTo("brain.Event:2");
        Map<String, List<Summary.Value>> byTag = new LinkedHashMap<>();
        for (UnknownFieldSet event : events.subList(1, events.size())) {
            for (Summary.Value value : Summary.parseFrom(bytes(event, SUMMARY)).getValueList()) {
                byTag.computeIfAbsent(value.getTag(), tag -> new ArrayList<>()).add(value);
            }
        }
        assertThat(byTag.get("search/score")).hasSize(TRIALS);
        // Steps 1, 5, 10, … 25.
        assertThat(byTag.get("supernet/loss")).hasSize(6);
        assertThat(byTag.get("result/test").get(0).getSimpleValue())
                .isEqualTo((float) result.path("test_score").asDouble());
        Summary.Image image = byTag.get("curves/supernet/loss").get(0).getImage();
        BufferedImage picture = ImageIO.read(image.getEncodedImageString().newInput());
        assertThat(List.of(picture.getWidth(), picture.getHeight()))
                .isEqualTo(List.of(image.getWidth(), image.getHeight()));
        assertThat(parameters(byTag.get("_hparams_/session_start_info").get(0)))
                .containsEntry("space.name", "mbconv-micro")
                .containsEntry("search.strategy.settings.population", "6");
        assertThat(byTag).containsKeys("_hparams_/experiment", "_hparams_/session_end_info");
    }

    /** What TensorBoard's plug-in hparams keeps of the start of a run (HParamsPluginData, plugin_data.proto). */
    private static Map<String, String> parameters(Summary.Value value) throws IOException {
        SummaryMetadata.PluginData plugin = value.getMetadata().getPluginData();
        assertThat(plugin.getPluginName()).isEqualTo("hparams");
        UnknownFieldSet start =
                UnknownFieldSet.parseFrom(bytes(UnknownFieldSet.parseFrom(plugin.getContent()), SESSION_START));
        Map<String, String> parameters = new TreeMap<>();
        for (ByteString entry : start.getField(1).getLengthDelimitedList()) {
            UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
            parameters.put(
                    bytes(pair, 1).toStringUtf8(),
                    Value.parseFrom(bytes(pair, 2)).getStringValue());
        }
        return parameters;
    }

    /** Framing and both checksums of each record are TensorFlow's; the message Event (event.proto) has no class here. */
    private static List<UnknownFieldSet> events(Path file) throws IOException {
        List<UnknownFieldSet> events = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            TFRecordReader reader = new TFRecordReader(in, true);
            for (byte[] record = reader.read(); record != null; record = reader.read()) {
                events.add(UnknownFieldSet.parseFrom(record));
            }
        }
        return events;
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().get(0);
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
}
