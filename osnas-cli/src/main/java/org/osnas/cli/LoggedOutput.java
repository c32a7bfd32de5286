package org.osnas.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Sends what is printed to it to the log, line by line. */
final class LoggedOutput extends OutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LoggedOutput() {}

    static PrintStream stream() {
        return new PrintStream(new LoggedOutput(), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isEmpty()) {
            LoggerFactory.getLogger("org.osnas.stdout").info(text);
        }
    }
}
