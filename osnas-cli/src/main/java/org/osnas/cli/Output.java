package org.osnas.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import org.osnas.core.internal.file.FileFailure;

/** Standard output, which remembers that it could not be written: a writer to it would not say so. */
final class Output extends FilterOutputStream {

    /** As shells report a command whose reader went away: {@code osnas list | head -1}. */
    private static final int BROKEN_PIPE = 141;

    private Optional<IOException> failure = Optional.empty();

    Output(OutputStream out) {
        super(new BufferedOutputStream(out));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    private interface Act {
        void run() throws IOException;
    }

    private void attempt(Act act) throws IOException {
        try {
            act.run();
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /** The exit status of a command that ended with another: an error if its output is incomplete, which is said. */
    int status(int status, PrintWriter err) {
        if (status != ExitStatus.DONE || failure.isEmpty()) {
            return status;
        }
        String reason = FileFailure.reason(failure.get());
        if (reason.equals("Broken pipe")) {
            return BROKEN_PIPE;
        }
        err.println("osnas: the output could not be written: " + reason + ".");
        return ExitStatus.BAD_INPUT;
    }
}
