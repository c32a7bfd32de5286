package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.TrainedNetwork;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.supernet.SameDiffExporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a network that a run trained from scratch into a file that other tools load. */
@Command(
        name = "export",
        description = "Write a trained network of a run to a file that needs nothing of OSNAS.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas export runs/quickstart -o network.fb"})
final class ExportCommand implements Callable<Integer> {

    /** What the file is. */
    enum Format {
        SAMEDIFF
    }

    @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run.")
    private Path path;

    @Option(
            names = "--arch",
            paramLabel = "A",
            description = "Architecture, trained by the run or by 'osnas evaluate' (default: the best of the run).")
    private String architecture;

    @Option(
            names = "--format",
            defaultValue = "samediff",
            paramLabel = "F",
            description = "File format: samediff (a FlatBuffers graph with its weights; the default).")
    private Format format;

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(
                    "-o " + file + " is a folder. Name a file, for example " + file.resolve("network.fb"));
        }
        try (RunFolder folder = RunFolder.open(path);
                Run run = RunConfig.resume(folder, Registry.standard())) {
            Architecture chosen = chosen(folder);
            try (TrainedNetwork network = TrainedNetwork.load(folder, run.space(), chosen)) {
                switch (format) {
                    case SAMEDIFF -> network.saveSameDiff(file);
                }
                say(chosen, network, run.space());
            }
        }
        return ExitStatus.DONE;
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

    private void say(Architecture chosen, TrainedNetwork network, SearchSpace space) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %s, trained for %,d steps (input '%s' [batch, height, width, channels], output '%s')%n",
                file,
                chosen,
                network.steps(),
                SameDiffExporter.INPUT,
                String.join("', '", space.outputs().keySet()));
        out.flush();
    }
}
