package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.core.registry.Registry;
import org.osnas.report.Pages;
import org.osnas.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the page of folders; reads nothing else, and changes nothing in them but the page. */
@Command(
        name = "report",
        description =
                "Make the page of a run, finished or not, of several runs side by side, or of a comparison: one file"
                        + " that needs no network.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: osnas report runs/quickstart",
            "         osnas report runs/one runs/two -o both.html",
            "See also: osnas watch, while a run goes on."
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_DIR", arity = "1..*", description = "Folders of runs, or of one comparison.")
    private List<Path> folders;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "The file to write (default: report.html in RUN_DIR; of several, here).")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path written = file != null
                ? file
                : folders.size() == 1 ? folders.get(0).resolve(RunReport.FILE) : Path.of(RunReport.FILE);
        new Pages(Registry.standard()).write(folders, written);
        PrintWriter out = spec.commandLine().getOut();
        out.println(written);
        out.flush();
        return ExitStatus.DONE;
    }
}
