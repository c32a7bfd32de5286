package org.osnas.report.listener;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.agent.Phase;

/** A CSV file of all numbers, {@code step,name,value}; what a run that goes on adds is appended. */
final class CsvListener extends Scalars {

    private final BufferedWriter out;

    private CsvListener(BufferedWriter out, int every) {
        super(every);
        this.out = out;
    }

    @Override
    void keep(Map<String, Double> values, long step) {
        write(writer -> {
            for (Map.Entry<String, Double> value : values.entrySet()) {
                writer.write(step + "," + value.getKey() + "," + value.getValue() + "\n");
            }
        });
    }

    private interface Act {
        void on(BufferedWriter writer) throws IOException;
    }

    private void write(Act act) {
        try {
            act.on(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(Phase phase) {
        write(BufferedWriter::flush);
    }

    @Override
    public void close() {
        write(BufferedWriter::close);
    }

    /** Registers {@code csv}. */
    public static final class Provider implements ListenerProvider {
        @Override
        public String name() {
            return "csv";
        }

        @Override
        public String description() {
            return "a CSV file of losses, scores and costs by step";
        }

        @Override
        public Opener create(Settings settings) {
            String file = settings.about("name in the run folder").text("file", "metrics.csv");
            int every = settings.about("of so many training steps one is kept").integer("every", 10, 1, 1_000_000);
            settings.rejectUnknown();
            return (run, folder) -> {
                Path path = folder.resolve(file);
                boolean begins = !Files.exists(path);
                BufferedWriter out =
                        Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                if (begins) {
                    out.write("step,name,value\n");
                }
                return new CsvListener(out, every);
            };
        }
    }
}
