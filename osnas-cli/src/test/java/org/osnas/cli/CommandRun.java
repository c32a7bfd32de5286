package org.osnas.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command line, run in this process: its exit status and what it printed. */
record CommandRun(int status, String out, String err) {

    static CommandRun osnas(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Osnas.run(new PrintWriter(out), new PrintWriter(err), new TickingClock(), args);
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** What it printed to standard error, without the line that points to the help. */
    String message() {
        return err.lines()
                .filter(line -> !line.startsWith("Try '"))
                .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    }
}
