package org.osnas.report.listener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.run.RunResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of MLflow, by its REST interface (mlflow.org/docs/latest/rest-api.html): parameters, metrics in batches, the state
 * at the end. While the server does not answer, numbers wait and are sent with the next attempt; it is said once, and
 * attempts become rare, so that a run is hardly slower.
 */
final class MlflowListener extends Scalars {

    private static final Logger LOG = LoggerFactory.getLogger(MlflowListener.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 100_000;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;
    private final String experiment;
    private final String name;
    private final Map<String, String> parameters;
    private final Deque<ObjectNode> waiting = new ArrayDeque<>();
    private String run = "";
    private String status = "KILLED";
    private boolean warned;
    private int skips;
    private int failures;

    private MlflowListener(URI server, String experiment, Run run, Path folder, int every) {
        super(every);
        this.server = server;
        this.experiment = experiment;
        this.name = String.valueOf(folder.getFileName());
        this.parameters = Parameters.of(run);
    }

    @Override
    void keep(Map<String, Double> values, long step) {
        values.forEach((key, value) -> {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.add(NODES.objectNode()
                    .put("key", key)
                    .put("value", value)
                    .put("timestamp", System.currentTimeMillis())
                    .put("step", step));
        });
        if (waiting.size() >= BATCH) {
            attempt(false);
        }
    }

    @Override
    public void end(Phase phase) {
        attempt(false);
    }

    @Override
    public void result(RunResult result) {
        super.result(result);
        status = "FINISHED";
    }

    @Override
    public void close() {
        attempt(true);
    }

    /** Sends what waits; after failures only every second, fourth, … time, but for the last. */
    private void attempt(boolean last) {
        if (skips > 0 && !last) {
            skips--;
            return;
        }
        try {
            if (run.isEmpty()) {
                begin();
            }
            while (!waiting.isEmpty()) {
                send();
            }
            if (last) {
                post(
                        "runs/update",
                        NODES.objectNode()
                                .put("run_id", run)
                                .put("status", status)
                                .put("end_time", System.currentTimeMillis()));
            }
            failures = 0;
        } catch (IOException e) {
            failures = Math.min(failures + 1, 10);
            skips = (1 << failures) - 1;
            if (!warned) {
                warned = true;
                LOG.warn(
                        "MLflow at {} does not take what the run says ({}); the run goes on, and it is tried again.",
                        server,
                        e.toString());
            }
        }
    }

    private void begin() throws IOException {
        ObjectNode asked = NODES.objectNode().put("name", experiment);
        String id;
        try {
            id = post("experiments/create", asked).path("experiment_id").asText();
        } catch (RefusedException e) {
            id = get("experiments/get-by-name?experiment_name="
                            + java.net.URLEncoder.encode(experiment, java.nio.charset.StandardCharsets.UTF_8))
                    .path("experiment")
                    .path("experiment_id")
                    .asText();
        }
        ObjectNode create = NODES.objectNode()
                .put("experiment_id", id)
                .put("run_name", name)
                .put("start_time", System.currentTimeMillis());
        String begun = post("runs/create", create)
                .path("run")
                .path("info")
                .path("run_id")
                .asText();
        ArrayNode params = NODES.arrayNode();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            params.addObject()
                    .put("key", parameter.getKey())
                    .put("value", value.substring(0, Math.min(LONGEST_VALUE, value.length())));
            if (params.size() == MOST_PARAMETERS) {
                batch(begun, "params", params);
                params = NODES.arrayNode();
            }
        }
        batch(begun, "params", params);
        run = begun;
    }

    private void send() throws IOException {
        ArrayNode metrics = NODES.arrayNode();
        waiting.stream().limit(BATCH).forEach(metrics::add);
        batch(run, "metrics", metrics);
        for (int i = 0; i < metrics.size(); i++) {
            waiting.removeFirst();
        }
    }

    private void batch(String id, String what, ArrayNode values) throws IOException {
        ObjectNode batch = NODES.objectNode().put("run_id", id);
        batch.set(what, values);
        post("runs/log-batch", batch);
    }

    /** An answer that is no success. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build());
    }

    private JsonNode get(String path) throws IOException {
        return answer(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("api/2.0/mlflow/" + path)).timeout(PATIENCE);
    }

    private JsonNode answer(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new RefusedException(
                        "%s answers %d".formatted(request.uri().getPath(), response.statusCode()));
            }
            return MAPPER.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Registers {@code mlflow}. */
    public static final class Provider implements ListenerProvider {
        @Override
        public String name() {
            return "mlflow";
        }

        @Override
        public String description() {
            return "a run on a server of MLflow, by its REST interface";
        }

        @Override
        public Opener create(Settings settings) {
            String url = settings.about("address of the server").text("url", "http://127.0.0.1:5000");
            String experiment = settings.about("experiment that runs belong to").text("experiment", "osnas");
            int every = settings.about("of so many training steps one is kept").integer("every", 10, 1, 1_000_000);
            settings.rejectUnknown();
            URI server = server(settings, url);
            return (run, folder) -> new MlflowListener(server, experiment, run, folder, every);
        }

        private static URI server(Settings settings, String url) {
            try {
                URI given = URI.create(url.endsWith("/") ? url : url + "/");
                if ("http".equals(given.getScheme()) || "https".equals(given.getScheme())) {
                    return given;
                }
            } catch (IllegalArgumentException e) {
                throw new BadInputException(settings.at("url") + " '" + url + "' is no address: " + e.getMessage(), e);
            }
            throw settings.wrong("url", url, "an address that begins with http:// or https://");
        }
    }
}
