package org.osnas.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.osnas.core.internal.cost.Stopwatch;

/** Entry point of the {@code osnas} command. */
public final class Main {

    private Main() {}

    /**
     * Runs a command line in this process, which other programs and their tests may go on after.
     *
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return Osnas.run(out, err, Stopwatch.system(), args);
    }

    public static void main(String[] args) {
        // Plots are drawn into files: a display that cannot be reached must not matter.
        System.setProperty("java.awt.headless", "true");
        OutputStream results = new FileOutputStream(FileDescriptor.out);
        // ND4J prints to standard output, which belongs to the results that scripts read.
        System.setOut(LoggedOutput.stream());
        Output output = new Output(results);
        PrintWriter out = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int status = Osnas.run(out, err, Stopwatch.system(), args);
        out.flush();
        status = output.status(status, err);
        err.flush();
        System.exit(status == ExitStatus.STOPPED ? GracefulStop.status() : status);
    }
}
