package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.osnas.api.spi.Check;
import org.osnas.core.registry.Registry;
import org.osnas.report.Pages;
import org.osnas.report.WatchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the page of a run while it goes on, until it is stopped. */
@Command(
        name = "watch",
        description = "Show the page of a run in a browser on this machine, with each trial as it comes in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It only reads RUN_DIR, answers on 127.0.0.1 alone, and gives no files. Ctrl-C ends it, not the run.",
            "Example: osnas watch runs/quickstart"
        })
final class WatchCommand implements Callable<Integer> {

    private static final int PORT = 7007;

    @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run or a comparison.")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on 127.0.0.1 (default: 7007; 0 for any that is free).")
    private Integer port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int number = port == null ? PORT : Check.between("--port", port, 0, 65535);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (WatchServer server = WatchServer.start(new Pages(Registry.standard()), folder, number)) {
            out.println(server.address());
            out.flush();
            err.println("osnas: showing " + folder + " until Ctrl-C");
            err.flush();
            // Nothing is to be saved, so Ctrl-C may end the process at once.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitStatus.STOPPED;
    }
}
