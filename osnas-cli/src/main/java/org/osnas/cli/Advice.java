package org.osnas.cli;

import java.util.Objects;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.MeanScoring;
import org.osnas.core.agent.DivergedException;
import org.osnas.core.agent.EarlyStopException;
import org.osnas.core.agent.NotRetrainedException;
import org.osnas.core.agent.NotTrainedException;
import org.osnas.core.agent.TooManyArchitecturesException;
import org.osnas.core.agent.UnknownMetricException;
import org.osnas.core.config.OverrideException;
import org.osnas.core.file.FolderTakenException;
import org.osnas.core.run.ChangedConfigException;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.score.NoScoreTableException;

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
        if (failure instanceof EarlyStopException e) {
            return switch (e.reason()) {
                case SEVERAL_OBJECTIVES -> "Those are search.early-stop and search.strategy.";
                case TOO_FEW_KEPT -> "Raise search.early-stop.keep, or lower search.top or retrain.finalists.";
            };
        }
        if (failure instanceof ChangedConfigException) {
            return "Leave out -c to take it from the folder.";
        }
        if (failure instanceof OverrideException) {
            return "Overrides are given as --set KEY=VALUE.";
        }
        if (failure instanceof UnknownMetricException) {
            return "A table of another metric is named in search.tables.";
        }
        if (failure instanceof DivergedException e) {
            String optimizer = e.phase().word() + ".optimizer";
            return "Lower %s.learning-rate, or set %s.clip-norm.".formatted(optimizer, optimizer);
        }
        if (failure instanceof FolderTakenException) {
            return "Add --resume to go on with it, or choose another folder with -o.";
        }
        if (failure instanceof NotTrainedException e) {
            return "Train it with: ./osnas search --resume -o " + e.folder();
        }
        if (failure instanceof NotRetrainedException e) {
            String from =
                    switch (e.origin()) {
                        case RETRAINED -> "";
                        case INHERITED -> " --from inherited";
                        case FINETUNED -> " --from inherited --epochs 3";
                    };
            return "%s it with: ./osnas evaluate %s --arch %s%s"
                    .formatted(
                            e.origin() == WeightOrigin.INHERITED ? "Take" : "Train",
                            e.folder(),
                            e.architecture(),
                            from);
        }
        if (failure instanceof TooManyArchitecturesException) {
            return "Draw some of them: --architectures N.";
        }
        if (failure instanceof NoScoreTableException) {
            return command.equals("compare") ? "Name another one with --set table=FILE." : "";
        }
        return "";
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
