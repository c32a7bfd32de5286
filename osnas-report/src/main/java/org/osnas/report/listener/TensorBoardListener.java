package org.osnas.report.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.run.RunResult;

/**
 * Event files for TensorBoard: scalars, the configuration as hyperparameters with the result as their metrics (plug-in
 * hparams), and images of the curves. Each time that a run goes on it gets another file, as TensorBoard expects.
 */
final class TensorBoardListener extends Scalars {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int SUCCESS = 1;

    private final EventFile file;
    private final Map<String, String> parameters;
    private final Map<String, XYSeries> curves = new LinkedHashMap<>();

    private TensorBoardListener(EventFile file, Run run, int every) {
        super(every);
        this.file = file;
        parameters = Parameters.of(run);
    }

    private interface Act {
        void on(EventFile file) throws IOException;
    }

    private void write(Act act) {
        try {
            act.on(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void keep(Map<String, Double> values, long step) {
        Wire summary = new Wire();
        values.forEach((name, value) -> {
            summary.message(1, new Wire().text(1, name).single(2, value.floatValue()));
            curves.computeIfAbsent(name, XYSeries::new).add(step, value);
        });
        write(events -> events.summary(summary, step));
    }

    /** With the curves of the phase as images. */
    @Override
    public void end(Phase phase) {
        for (String name : List.of(phase.word() + "/loss", phase.word() + "/best-score")) {
            XYSeries curve = curves.get(name);
            if (curve != null && curve.getItemCount() > 1) {
                byte[] png = image(name, curve);
                Wire image =
                        new Wire().whole(1, HEIGHT).whole(2, WIDTH).whole(3, 3).bytes(4, png);
                write(events -> events.summary(
                        new Wire()
                                .message(1, new Wire().text(1, "curves/" + name).message(4, image)),
                        0));
            }
        }
        write(EventFile::flush);
    }

    private static byte[] image(String name, XYSeries curve) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ChartUtils.writeChartAsPNG(
                    png,
                    ChartFactory.createXYLineChart(
                            name,
                            "step",
                            "",
                            new XYSeriesCollection(curve),
                            PlotOrientation.VERTICAL,
                            false,
                            false,
                            false),
                    WIDTH,
                    HEIGHT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    @Override
    public void result(RunResult result) {
        super.result(result);
        List<String> metrics = new ArrayList<>(ends(result).keySet());
        hparams("_hparams_/experiment", new Wire().whole(1, 0).message(2, experiment(metrics)));
        Wire start = new Wire();
        parameters.forEach(
                (name, value) -> start.message(1, new Wire().text(1, name).message(2, string(value))));
        hparams("_hparams_/session_start_info", new Wire().whole(1, 0).message(3, start));
        hparams("_hparams_/session_end_info", new Wire().whole(1, 0).message(4, new Wire().whole(1, SUCCESS)));
    }

    /** What google.protobuf.Value is for a text. */
    private static Wire string(String value) {
        return new Wire().text(3, value);
    }

    private Wire experiment(List<String> metrics) {
        Wire experiment = new Wire().text(6, "OSNAS");
        parameters
                .keySet()
                .forEach(name -> experiment.message(4, new Wire().text(1, name).whole(4, 1)));
        metrics.forEach(name -> experiment.message(
                5, new Wire().message(1, new Wire().text(2, name)).text(3, name)));
        return experiment;
    }

    /** The data of the plug-in stands in the metadata of a value. */
    private void hparams(String tag, Wire data) {
        Wire plugin = new Wire().text(1, "hparams").message(2, data);
        // A tensor that says nothing: values without one are dropped on the way.
        Wire nothing = new Wire()
                .whole(1, 1)
                .message(2, new Wire().message(2, new Wire().whole(1, 1)))
                .bytes(5, new byte[Float.BYTES]);
        Wire value = new Wire().text(1, tag).message(8, nothing).message(9, new Wire().message(1, plugin));
        write(events -> events.summary(new Wire().message(1, value), 0));
    }

    @Override
    public void close() {
        write(EventFile::close);
    }

    /** Registers {@code tensorboard}. */
    public static final class Provider implements ListenerProvider {
        @Override
        public String name() {
            return "tensorboard";
        }

        @Override
        public String description() {
            return "event files for TensorBoard: scalars, hyperparameters, images of curves";
        }

        @Override
        public Opener create(Settings settings) {
            String directory = settings.about("folder in the run folder").text("directory", "tensorboard");
            int every = settings.about("of so many training steps one is kept").integer("every", 10, 1, 1_000_000);
            settings.rejectUnknown();
            return (run, folder) -> new TensorBoardListener(file(folder.resolve(directory)), run, every);
        }

        private static EventFile file(Path directory) throws IOException {
            Files.createDirectories(directory);
            for (int number = 1; ; number++) {
                Path file = directory.resolve(
                        "events.out.tfevents.%010d.osnas.%d".formatted(System.currentTimeMillis() / 1000, number));
                if (!Files.exists(file)) {
                    return new EventFile(file);
                }
            }
        }
    }
}
