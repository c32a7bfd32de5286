package org.osnas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.deploy.Deployed;
import org.osnas.core.internal.deploy.Deployed.Figures;
import org.osnas.core.internal.deploy.Deployed.Latency;
import org.osnas.core.internal.deploy.DeployedLog;
import org.osnas.core.internal.deploy.OwnRuntime;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.WeightOrigin;
import org.osnas.onnx.OnnxRuntimeLatency;
import org.osnas.report.RunReport;

/** What a run's folder keeps of a file that was exported: how large, good and fast the network is, as the report shows. */
final class ExportRecord {

    static final int REPEATS = 31;

    private final RunFolder folder;
    private final NetworkInfo info;
    private final Optional<LookupTable> table;
    private final DeployedLog log;

    /**
     * Of a network of a run.
     *
     * @throws org.osnas.core.file.DamagedException before anything is written, if the record of earlier files is damaged
     */
    ExportRecord(RunFolder folder, NetworkInfo info, CostModel costs) throws IOException {
        this.folder = folder;
        this.info = info;
        table = costs.metrics().contains(Metric.LATENCY.name())
                ? Optional.of(costs.table(Metric.LATENCY.name()))
                : Optional.empty();
        log = DeployedLog.of(folder);
    }

    /** Where ONNX Runtime measures: as the run's table if that is about it, else one image and one thread. */
    Conditions onnxRuntime() {
        String name = new OnnxRuntimeLatency().name();
        return table.flatMap(LookupTable::conditions)
                .filter(c -> c.backend().filter(name::equals).isPresent())
                .orElse(new Conditions(1, 1).on(name));
    }

    /** Of a file in floats: measured where the run's table was, and an ONNX file in ONNX Runtime in any case. */
    Figures measured(StandaloneNetwork network, Path file, boolean onnx) throws IOException {
        Map<Conditions, LatencyRuntime> where = new LinkedHashMap<>();
        if (onnx) {
            where.put(onnxRuntime(), new OnnxRuntimeLatency());
        }
        List<LatencyRuntime> known = new ArrayList<>(Registry.standard().all(Kind.RUNTIME));
        known.add(new OwnRuntime());
        table.flatMap(LookupTable::conditions).ifPresent(conditions -> known.stream()
                .filter(runtime ->
                        conditions.backend().filter(runtime.name()::equals).isPresent())
                .forEach(runtime -> where.putIfAbsent(conditions, runtime)));
        List<Latency> latency = new ArrayList<>();
        where.forEach((conditions, runtime) ->
                latency.add(latency(conditions, runtime.millis(List.of(() -> network), conditions, REPEATS)[0][0])));
        return new Figures(Files.size(file), known(), latency);
    }

    /** A measured latency beside what the run's table says of it. */
    Latency latency(Conditions conditions, double millis) {
        return new Latency(
                conditions,
                millis,
                table.filter(t -> t.conditions().equals(Optional.of(conditions)))
                        .map(t -> OptionalDouble.of(t.cost(info.architecture())))
                        .orElse(OptionalDouble.empty()));
    }

    /** What the run or a later evaluation found on the test split with these weights. */
    private OptionalDouble known() throws IOException {
        JsonNode result = folder.result().orElse(null);
        if (result != null
                && is(result)
                && folder.json(RunStore.NETWORK_INFO)
                        .filter(own -> own.path("steps").asLong() == info.steps())
                        .isPresent()) {
            return OptionalDouble.of(result.path("test_score").asDouble());
        }
        String name = info.weights() == WeightOrigin.INHERITED
                ? RunStore.evaluationInherited(info.architecture())
                : RunStore.evaluation(info.weights(), info.architecture(), info.steps());
        return folder.json(name + ".json")
                .map(found -> OptionalDouble.of(found.path("test_score").asDouble()))
                .orElse(OptionalDouble.empty());
    }

    private boolean is(JsonNode result) {
        return result.path("weights").asText().equals(info.weights().word())
                && Architecture.parse(result.path("architecture").toString()).equals(info.architecture());
    }

    /** Notes a file, with the same in floats if it has eight bits, and shows it on the page of the run. */
    void note(Path file, ExportFormat format, Figures figures, Optional<Figures> floats) throws IOException {
        Path run = folder.path().toAbsolutePath().normalize();
        Path written = file.toAbsolutePath().normalize();
        log.add(new Deployed(
                (written.startsWith(run) ? run.relativize(written) : written).toString(),
                format.word(),
                floats.isPresent() ? 8 : 32,
                info.architecture(),
                info.weights(),
                info.steps(),
                folder.result()
                        .map(result -> result.path("score_name").asText())
                        .filter(name -> !name.isEmpty())
                        .orElse("score"),
                figures,
                floats));
        RunReport.of(folder, Registry.standard()).write(folder.path().resolve(RunReport.FILE));
    }
}
