package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.SearchSpace;
import org.osnas.engine.internal.plan.Kernels;

/** What a run was made with: versions, host, backend, seed, commit. */
final class RunEnvironment {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What decides how sums are rounded. */
    private static final List<String> ROUNDING =
            List.of("/nd4j", "/backend", "/kernels", "/host/arch", "/host/processors");

    private RunEnvironment() {}

    /** In what that decides about rounding a description differs from here and now, for people: {@code a instead of b}. */
    static List<String> changes(JsonNode then) {
        JsonNode now = here();
        return ROUNDING.stream()
                .filter(at -> !then.at(at).isMissingNode() && !then.at(at).equals(now.at(at)))
                .map(at -> "%s %s instead of %s"
                        .formatted(
                                at.substring(at.lastIndexOf('/') + 1),
                                now.at(at).asText(),
                                then.at(at).asText()))
                .toList();
    }

    private static ObjectNode here() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("format", FolderEnvironment.FORMAT);
        node.put("osnas", Version.osnas());
        node.put("git_commit", commit());
        node.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        node.put("nd4j", Version.nd4j());
        node.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        node.put("kernels", Kernels.chosen().toString());
        ObjectNode host = node.putObject("host");
        host.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        host.put("arch", System.getProperty("os.arch"));
        host.put("processors", Runtime.getRuntime().availableProcessors());
        host.put("heap_bytes", Runtime.getRuntime().maxMemory());
        ObjectNode variables = node.putObject("variables");
        for (String name : new String[] {"OMP_NUM_THREADS", "OMP_WAIT_POLICY", "MALLOC_MMAP_THRESHOLD_"}) {
            variables.put(name, System.getenv(name));
        }
        return node;
    }

    static ObjectNode describe(SearchSpace space, long seed, Map<String, String> plugins) {
        ObjectNode node = here();
        node.put("seed", seed);
        ObjectNode of = node.putObject("space");
        of.put("name", space.name());
        of.put("input", space.input().toString());
        ObjectNode outputs = of.putObject("outputs");
        space.outputs().forEach((name, shape) -> outputs.put(name, shape.toString()));
        of.put("fingerprint", space.fingerprint());
        if (!plugins.isEmpty()) {
            ObjectNode from = node.putObject(RunStore.PLUGINS);
            new TreeMap<>(plugins).forEach(from::put);
        }
        return node;
    }

    // The launcher says where the sources are; elsewhere there is no commit to name.
    private static String commit() {
        String home = System.getProperty("osnas.home");
        if (home == null) {
            return "unknown";
        }
        try {
            Process git = new ProcessBuilder(
                            "git", "-C", Path.of(home).toString(), "describe", "--always", "--abbrev=40", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 && !commit.isEmpty() ? commit : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
