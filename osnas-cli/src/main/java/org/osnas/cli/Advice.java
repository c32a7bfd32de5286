package org.osnas.cli;

import java.util.Objects;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.MeanScoring;
import org.osnas.core.agent.RunException;
import org.osnas.core.config.Overrides;
import org.osnas.core.file.FileException;
import org.osnas.core.internal.missing.MissingPluginException;
import org.osnas.core.internal.missing.MovedSupernetException;
import org.osnas.core.run.WeightOrigin;

/**
 * What to do about a failure, in words of the command line. The library says what was given and what is allowed; it knows
 * neither flags nor keys of a configuration.
 */
final class Advice {

    private Advice() {}

    /**
     * A failure's message, with what to do where flags or keys help.
     *
     * @param command that failed: {@code search}
     */
    static String message(Throwable failure, String command) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String advice = of(cause, command);
            if (!advice.isEmpty()) {
                return message + (message.endsWith(".") ? " " : ". ") + advice;
            }
        }
        return message;
    }

    private static String of(Throwable failure, String command) {
        if (failure instanceof MissingPluginException) {
            return "Name its jar: --plugin JAR.";
        }
        if (failure instanceof MovedSupernetException e) {
            return "Put it back, or say where it is: %s search --resume -o %s --supernet RUN_DIR"
                    .formatted(Invocation.name(), e.folder());
        }
        if (failure instanceof UnknownNameException e) {
            return Suggestion.nearest(e.given(), e.known())
                    .map("Did you mean '%s'?"::formatted)
                    .orElse("");
        }
        if (failure instanceof UnreachableBudgetException e) {
            return budget(
                    e.reason(),
                    command.equals("compare") ? "budget (run.search.budget where a run is searched)" : "search.budget");
        }
        if (failure instanceof MissingCapabilityException e && e.capability() == Capability.TRAINED_LOGITS) {
            return "Set supernet.strategy: differentiable, for example.";
        }
        if (failure instanceof MissingAbilityException e && e.ability() == MeanScoring.class) {
            return "Set task.name: image-classification, or leave search.early-stop out.";
        }
        if (failure instanceof Overrides.MalformedException) {
            return "Overrides are given as --set KEY=VALUE.";
        }
        if (failure instanceof FileException e) {
            return of(e.problem(), command);
        }
        return failure instanceof RunException e ? of(e.problem()) : "";
    }

    private static String of(FileException.Problem problem, String command) {
        if (problem instanceof FileException.Taken) {
            return "Add --resume to go on with it, or choose another folder with -o.";
        }
        if (problem instanceof FileException.Changed) {
            return "Leave out -c to take it from the folder.";
        }
        return problem instanceof FileException.Missing && command.equals("compare")
                ? "Name another one with --set table=FILE."
                : "";
    }

    private static String of(RunException.Problem problem) {
        if (problem instanceof RunException.EarlyStopRefused why) {
            return switch (why) {
                case SEVERAL_OBJECTIVES -> "Those are search.early-stop and search.strategy.";
                case TOO_FEW_KEPT -> "Raise search.early-stop.keep, or lower search.top or retrain.finalists.";
            };
        }
        if (problem instanceof RunException.UnknownMetric) {
            return "A table of another metric is named in search.tables.";
        }
        if (problem instanceof RunException.Diverged at) {
            String optimizer = at.phase().word() + ".optimizer";
            return "Lower %s.learning-rate, or set %s.clip-norm.".formatted(optimizer, optimizer);
        }
        if (problem instanceof RunException.JobsFailed) {
            return "The same command tries them again.";
        }
        if (problem instanceof RunException.NotTrained run) {
            return "Train it with: " + Invocation.name() + " search --resume -o " + run.folder();
        }
        if (problem instanceof RunException.NoWeights missing) {
            return "%s it with: %s evaluate %s --arch %s%s"
                    .formatted(
                            missing.origin() == WeightOrigin.INHERITED ? "Take" : "Train",
                            Invocation.name(),
                            missing.folder(),
                            missing.architecture(),
                            switch (missing.origin()) {
                                case RETRAINED -> "";
                                case INHERITED -> " --from inherited";
                                case FINETUNED -> " --from inherited --epochs 3";
                            });
        }
        return problem instanceof RunException.TooManyArchitectures ? "Draw some of them: --architectures N." : "";
    }

    private static String budget(UnreachableBudgetException.Reason reason, String key) {
        return switch (reason) {
            case TOO_LOW -> "Raise %s, or use a smaller input.".formatted(key);
            case TOO_HIGH -> "Lower the minimum of %s, or use a larger input.".formatted(key);
            case BETWEEN -> "Widen %s so that it includes one of them.".formatted(key);
            case TOGETHER -> "Widen at least one of them in %s.".formatted(key);
            case TOO_NARROW -> "Widen %s.".formatted(key);
        };
    }
}
