package org.osnas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.LabelKind;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.TrainedNetwork;
import org.osnas.core.config.RunConfig;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.dl4j.Dl4jNetwork;
import org.osnas.onnx.Calibration;
import org.osnas.onnx.OnnxModel;
import org.osnas.onnx.OnnxOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a network that a run trained into a file that other tools load; opens nothing but the run's folder. */
@Command(
        name = "export",
        description = "Write a trained network of a run to a file that needs nothing of OSNAS.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas export runs/quickstart -o network.onnx"})
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run.")
    private Path path;

    @Option(
            names = "--arch",
            paramLabel = "A",
            description = "Architecture, trained by the run or by 'osnas evaluate' (default: the best of the run).")
    private String architecture;

    @Option(
            names = "--weights",
            paramLabel = "W",
            description = "retrained (from scratch), inherited (those of the supernet, with statistics of its own) or"
                    + " finetuned (on from there); default: what the run made of its best.")
    private String weights;

    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "File format: onnx, samediff (a FlatBuffers graph with its weights) or dl4j (a ComputationGraph of"
                            + " Deeplearning4j); the ending of FILE, .onnx, .fb or .zip, says the same.")
    private String format;

    @Option(
            names = "--unfolded",
            description = "ONNX: keep batch normalisation as layers of its own (default: it is taken into the weights"
                    + " of convolutions, as ONNX Runtime does by itself).")
    private boolean unfolded;

    @Option(
            names = "--preprocess",
            description = "ONNX: take images as they are in files, [batch, height, width, channels] bytes; the graph"
                    + " resizes and normalises them, and gives a classifier's probabilities too.")
    private boolean preprocess;

    @Option(
            names = "--int8",
            description = "ONNX: weights and activations in eight bits, calibrated on training images, and a comparison"
                    + " with floats; needs the run's data.")
    private boolean int8;

    @Option(
            names = "--calibration",
            paramLabel = "C",
            defaultValue = "min-max",
            description = "With --int8: how ranges of activations are found: min-max (the default) or percentile.")
    private String calibration;

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ExportFormat chosenFormat = ExportFormat.of(file, format);
        if (int8 && (preprocess || unfolded)) {
            throw new BadInputException("--int8 goes with neither --preprocess nor --unfolded");
        }
        if (chosenFormat != ExportFormat.ONNX && (preprocess || unfolded || int8)) {
            throw new BadInputException((preprocess ? "--preprocess" : unfolded ? "--unfolded" : "--int8")
                    + " is for ONNX: call the file " + ExportFormat.stem(file) + ".onnx");
        }
        try (RunFolder folder = RunFolder.open(path)) {
            SearchSpace space = RunConfig.space(folder, Registry.standard());
            Architecture chosen = space.canonical(chosen(folder));
            RunConfig config = RunConfig.of(folder);
            WeightOrigin origin = weights == null
                    ? config.retrain().from().gives()
                    : WeightOrigin.ofWord(weights.toLowerCase(Locale.ROOT));
            CostModel costs = folder.costs(space, List.of());
            try (TrainedNetwork network = TrainedNetwork.load(folder, space, chosen, origin)) {
                NetworkInfo info = NetworkInfo.of(
                        space,
                        chosen,
                        costs.costs(chosen),
                        config.seed(),
                        origin,
                        network.steps(),
                        folder.data().orElseThrow());
                ExportRecord record = new ExportRecord(folder, info, costs);
                if (int8) {
                    try (Run run = RunConfig.resume(folder, Registry.standard())) {
                        Int8Export.Compared compared = new Int8Export(
                                        run, spec.commandLine().getOut())
                                .write(network.standalone(), info, calibration(), file, record);
                        record.note(file, chosenFormat, compared.integers(), Optional.of(compared.floats()));
                    }
                    say(info, OnnxModel.INPUT, "[batch, channels, height, width]", ", in eight bits");
                    return ExitStatus.DONE;
                }
                switch (chosenFormat) {
                    case SAMEDIFF -> samediff(network, info);
                    case ONNX -> onnx(network, info);
                    case DL4J -> dl4j(network, info);
                }
                record.note(
                        file,
                        chosenFormat,
                        record.measured(network.standalone(), file, chosenFormat == ExportFormat.ONNX),
                        Optional.empty());
            }
        }
        return ExitStatus.DONE;
    }

    private Calibration calibration() {
        return switch (calibration.toLowerCase(Locale.ROOT)) {
            case "min-max" -> Calibration.MIN_MAX;
            case "percentile" -> Calibration.PERCENTILE;
            default -> throw new BadInputException("--calibration is min-max or percentile, got '" + calibration + "'");
        };
    }

    private Architecture chosen(RunFolder folder) throws IOException {
        if (architecture != null) {
            return Architecture.parse(architecture);
        }
        return folder.result()
                .map(result -> Architecture.parse(result.path("architecture").toString()))
                .orElseThrow(() -> new BadInputException("Run " + path
                        + " has no result yet. Finish it with 'osnas search --resume -o " + path
                        + "', or name an evaluated architecture with --arch."));
    }

    private void samediff(TrainedNetwork network, NetworkInfo info) throws IOException {
        network.saveSameDiff(file);
        say(info, SameDiffExporter.INPUT, "[batch, height, width, channels]", beside(info));
    }

    private void dl4j(TrainedNetwork network, NetworkInfo info) throws IOException {
        StandaloneNetwork standalone = network.standalone();
        boolean classifier =
                info.data().labels() == LabelKind.CLASS && info.outputs().size() == 1;
        Dl4jNetwork.save(classifier ? Dl4jNetwork.classifier(standalone) : Dl4jNetwork.of(standalone), file);
        say(info, Dl4jNetwork.INPUT, "[batch, channels, height, width]", beside(info));
    }

    /** What a network needs, in a file beside it. */
    private String beside(NetworkInfo info) throws IOException {
        Path beside = Path.of(ExportFormat.stem(file) + ".json");
        AtomicFile.writeText(beside, text(info.json()));
        return ", with what it needs in " + beside;
    }

    private void onnx(TrainedNetwork network, NetworkInfo info) throws IOException {
        OnnxOptions options = OnnxOptions.DEFAULT.withFolded(!unfolded).withMetadata(info.texts());
        options = preprocess ? options.withImages(info.data()) : options;
        OnnxModel.of(network.standalone(), options).save(file);
        if (preprocess) {
            say(info, OnnxModel.IMAGE, "[batch, height, width, channels]", "");
        } else {
            say(info, OnnxModel.INPUT, "[batch, channels, height, width]", "");
        }
    }

    private static String text(JsonNode json) {
        return json.toPrettyString() + "\n";
    }

    private void say(NetworkInfo info, String input, String layout, String besides) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %s, %s, trained for %,d steps (input '%s' %s, output '%s')%s%n",
                file,
                info.architecture(),
                info.weights().word(),
                info.steps(),
                input,
                layout,
                String.join("', '", info.outputs().keySet()),
                besides);
        out.flush();
    }
}
