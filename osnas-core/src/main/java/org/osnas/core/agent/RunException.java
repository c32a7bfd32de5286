package org.osnas.core.agent;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.run.WeightOrigin;

/** A run cannot do what it was asked to, with the values that say why. */
public final class RunException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private RunException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    private RunException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** Why it cannot. */
    public Problem problem() {
        return problem;
    }

    /** Why a run cannot do something. */
    public sealed interface Problem {}

    /**
     * It has no supernet that is trained to the end.
     *
     * @param folder of the run
     */
    public record NotTrained(String folder) implements Problem {}

    /**
     * An architecture has no weights of a kind in it.
     *
     * @param folder of the run
     */
    public record NoWeights(String folder, Architecture architecture, WeightOrigin origin) implements Problem {}

    /**
     * A training ran into values that are not numbers: the settings ask for more than the optimizer can do.
     *
     * @param phase whose training it was
     * @param step steps that were done before
     */
    public record Diverged(Phase phase, long step) implements Problem {}

    /** The budget is on a metric that no table gives. */
    public record UnknownMetric(String metric) implements Problem {}

    /** All architectures within the budget were to be trained, but they are more than the most that may be. */
    public record TooManyArchitectures(BigInteger count, int most) implements Problem {}

    /**
     * Some of many jobs failed; what the others gave is kept.
     *
     * @param jobs their names
     */
    public record JobsFailed(List<String> jobs) implements Problem {
        public JobsFailed {
            jobs = List.copyOf(jobs);
        }
    }

    /** Scoring is to stop early where the result needs scores that would then not be known. */
    public enum EarlyStopRefused implements Problem {
        /** The search strategy weighs scores against costs: a low score may be on the Pareto front. */
        SEVERAL_OBJECTIVES,
        /** Fewer architectures are scored to the end than are wanted. */
        TOO_FEW_KEPT
    }

    /**
     * @param folder of the run
     */
    public static RunException notTrained(String folder) {
        return new RunException(new NotTrained(folder), "Run folder %s has no trained supernet yet".formatted(folder));
    }

    static RunException noWeights(String folder, Architecture architecture, WeightOrigin origin) {
        String message =
                switch (origin) {
                    case RETRAINED -> "Architecture %s has not been trained from scratch to the end in %s";
                    case INHERITED -> "Architecture %s has not been taken out of the supernet of %s";
                    case FINETUNED -> "Architecture %s has not been trained on from what it inherited in %s";
                };
        return new RunException(new NoWeights(folder, architecture, origin), message.formatted(architecture, folder));
    }

    static RunException diverged(Phase phase, long step, String lastCheckpoint, ArithmeticException cause) {
        return new RunException(
                new Diverged(phase, step),
                "The %s training diverged at step %d. %s. %s"
                        .formatted(phase.word(), step, cause.getMessage(), lastCheckpoint),
                cause);
    }

    static RunException unknownMetric(String metric, List<String> known) {
        return new RunException(
                new UnknownMetric(metric),
                "Unknown metric '%s'. Known: %s".formatted(metric, String.join(", ", known)));
    }

    static RunException tooManyArchitectures(BigInteger count, String space, int most) {
        return new RunException(
                new TooManyArchitectures(count, most),
                "%d architectures of space %s are within the budget, too many to train all of them (at most %d)"
                        .formatted(count, space, most));
    }

    /**
     * @param all how many jobs there were
     */
    public static RunException jobsFailed(List<OrderedJobs.Failed> failed, int all) {
        List<String> names = failed.stream().map(f -> f.job().name()).toList();
        return new RunException(
                new JobsFailed(names),
                "%d of %d jobs failed; what the others gave is kept. %s"
                        .formatted(
                                failed.size(),
                                all,
                                failed.stream()
                                        .map(f -> "The " + f.job().name() + ": " + f.reason())
                                        .collect(Collectors.joining(". "))));
    }

    static RunException earlyStop(EarlyStopRefused why, String message) {
        return new RunException(why, message);
    }
}
