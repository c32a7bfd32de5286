package org.osnas.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.osnas.core.cost.Stopwatch;

/** Entry point of the {@code osnas} command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Plots are drawn into files: a display that cannot be reached must not matter.
        System.setProperty("java.awt.headless", "true");
        PrintStream results = System.out;
        // ND4J prints to standard output, which belongs to the results that scripts read.
        System.setOut(LoggedOutput.stream());
        PrintWriter out = new PrintWriter(new OutputStreamWriter(results, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int status = Osnas.run(out, err, Stopwatch.system(), args);
        out.flush();
        err.flush();
        System.exit(status == ExitStatus.STOPPED ? GracefulStop.status() : status);
    }
}
