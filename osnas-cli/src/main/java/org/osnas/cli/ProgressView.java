package org.osnas.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Shows how a run goes on: a bar with rate and remaining time on a terminal, else a line every tenth of a phase. */
final class ProgressView implements RunListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressView.class);
    private static final int LINES_OF_A_PHASE = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private final boolean quiet;
    private @Nullable ProgressBar bar;
    private @Nullable Phase phase;
    private long total;
    private long start;
    private Pace pace = new Pace(0, 0, "");
    private double meanLoss;
    private double validation;
    private double best;

    private ProgressView(PrintWriter err, boolean terminal, boolean quiet) {
        this.err = err;
        this.terminal = terminal && !quiet;
        this.quiet = quiet;
    }

    /** Of a command, which may be a quiet one. The launcher says whether standard error is a terminal. */
    static ProgressView of(CommandSpec command) {
        return new ProgressView(
                command.commandLine().getErr(), Boolean.getBoolean("osnas.terminal"), Osnas.quiet(command));
    }

    @Override
    public void begin(Phase newPhase, String detail, long done, long newTotal) {
        phase = newPhase;
        total = newTotal;
        start = System.nanoTime();
        pace = new Pace(done, newTotal, newPhase.unit());
        meanLoss = Double.NaN;
        validation = Double.NaN;
        best = Double.NEGATIVE_INFINITY;
        note("%s: %s, %d %s%s"
                .formatted(newPhase.word(), detail, total, unit(), done == 0 ? "" : ", " + done + " done before"));
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(newPhase.word())
                    .setInitialMax(total)
                    .startsFrom(done, java.time.Duration.ZERO)
                    .setRenderer(new ProgressLine(pace))
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
    }

    @Override
    public void step(long done, double loss, double learningRate) {
        meanLoss = Double.isNaN(meanLoss) ? loss : 0.9 * meanLoss + 0.1 * loss;
        show(
                done,
                () -> String.format(Locale.ROOT, "loss %.4f, learning rate %.5f", meanLoss, learningRate)
                        + (Double.isNaN(validation)
                                ? ""
                                : String.format(Locale.ROOT, ", last validation %.4f", validation)));
    }

    @Override
    public void validation(long done, double score) {
        validation = score;
        LOG.info("{}: validation after {} steps: {}", phase().word(), done, score);
    }

    @Override
    public void trial(long done, Trial trial) {
        if (trial.complete()) {
            best = Math.max(best, trial.score());
        }
        String part = trial.partial()
                .map(p -> ", stopped after %d of %d %s"
                        .formatted(p.done(), p.of(), p.unit().word()))
                .orElse("");
        LOG.info("trial {}: {} scores {}{}", trial.index(), trial.architecture(), trial.score(), part);
        show(
                done,
                () -> best == Double.NEGATIVE_INFINITY
                        ? "no score yet"
                        : String.format(Locale.ROOT, "best score %.4f", best));
    }

    @Override
    public void progress(long done, String state) {
        show(done, () -> state);
    }

    private void show(long done, java.util.function.Supplier<String> state) {
        boolean line = done == total || done * LINES_OF_A_PHASE / total != (done - 1) * LINES_OF_A_PHASE / total;
        if (bar != null) {
            bar.stepTo(done);
            if (line) {
                bar.setExtraMessage(" " + state.get());
            }
        }
        if (line) {
            String text = "%s: %d of %d, %s%s"
                    .formatted(
                            phase().word(),
                            done,
                            total,
                            state.get(),
                            pace.text(done, (System.nanoTime() - start) * 1e-9));
            LOG.info(text);
            if (bar == null) {
                print(text);
            }
        }
    }

    private Phase phase() {
        return Objects.requireNonNull(phase, "begin comes first");
    }

    private String unit() {
        return phase().unit();
    }

    @Override
    public void end(Phase ended) {
        clear();
    }

    @Override
    public void note(String line) {
        LOG.info(line);
        print(line);
    }

    private void print(String line) {
        if (quiet) {
            return;
        }
        err.println(line);
        err.flush();
    }

    @Override
    public void close() {
        clear();
    }

    /** Ends the bar, so that the next line stands alone. */
    void clear() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
