package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.RunStore;

/**
 * A supernet that another run trained, for a run with other ways to search it. The seeds of its weights, data and
 * calibration are the other run's.
 *
 * @param run that trained it
 * @param place where it is kept, for people
 * @param scores on the validation split by scoring settings and architecture: runs that are made of one that was given
 *     the supernet share them, so that no network is scored twice
 * @param networks as they are inherited, evaluated on both splits; shared in the same way
 */
record GivenSupernet(
        Run run, String place, Checkpoint checkpoint, Map<String, Double> scores, Map<String, Retrained> networks) {

    private static final int FEW = 1000;

    /**
     * The supernet of a run that is kept in a store, for another run.
     *
     * @throws RunException if it is not trained to the end
     * @throws BadInputException naming what keeps the other run from using it
     */
    static GivenSupernet of(Run run, RunStore store, Run other) {
        try {
            store.requireSpace(run.space());
            TrainedSupernet.requireTrained(store.checkpoint("supernet"), store.place());
        } catch (IOException e) {
            throw new BadInputException("The supernet of " + store.place() + " cannot be read: " + e.getMessage(), e);
        }
        GivenSupernet given = new GivenSupernet(
                run, store.place(), store.checkpoint("supernet"), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        Map<String, String> here = other.parts().whatSupernetsShare();
        run.parts()
                .whatSupernetsShare()
                .forEach((part, value) -> Check.that(
                        value.equals(here.get(part)),
                        "The supernet of %s was trained with another %s: there it is %s, here %s",
                        store.place(),
                        part,
                        value,
                        Objects.requireNonNull(here.get(part), part)));
        return given;
    }

    /** What determines its weights, and with these settings their scores. */
    Identity identity(SupernetSettings scoring) {
        Identity weights = run.supernetIdentity();
        SupernetSettings own = run.supernet();
        boolean same =
                own.batchNorm() == scoring.batchNorm() && own.recalibrationBatches() == scoring.recalibrationBatches();
        return same
                ? weights
                : weights.and("scored with statistics %s, %d batches"
                        .formatted(scoring.batchNorm(), scoring.recalibrationBatches()));
    }

    /**
     * A scorer that asks another one for what no run has asked yet. From the second run on, a space of few architectures
     * is scored as a whole when one is not known: together they share most of their beginnings, and further runs find
     * all of them known.
     *
     * @param metric that it scores by, if not by the score of the task
     */
    Scorer sharing(Scorer scorer, SupernetSettings scoring, Optional<String> metric) {
        String how = metric.map(m -> m + " ").orElse("") + how(scoring);
        boolean further = scores.keySet().stream().anyMatch(key -> key.startsWith(how));
        boolean few = run.space().size().compareTo(BigInteger.valueOf(FEW)) <= 0;
        return (architectures, before) -> {
            List<Architecture> unknown = unknown(how, architectures.stream());
            if (!unknown.isEmpty()) {
                if (further && few) {
                    unknown = unknown(
                            how,
                            FeasibleArchitectures.of(run.space(), CostModel.analytic(run.space()), Budget.NONE)
                                    .stream());
                }
                List<Score> scored = scorer.score(unknown);
                for (int i = 0; i < scored.size(); i++) {
                    scores.put(how + unknown.get(i), scored.get(i).value());
                }
            }
            return architectures.stream()
                    .map(a -> Score.of(Objects.requireNonNull(scores.get(how + a))))
                    .toList();
        };
    }

    private List<Architecture> unknown(String how, Stream<Architecture> architectures) {
        return architectures
                .distinct()
                .filter(a -> !scores.containsKey(how + a))
                .toList();
    }

    /** What an inherited network scores on both splits; evaluated if no run has asked yet. */
    Retrained evaluated(Architecture architecture, SupernetSettings scoring, Supplier<Retrained> evaluation) {
        String key = how(scoring) + architecture;
        Retrained known = networks.get(key);
        if (known == null) {
            known = evaluation.get();
            networks.put(key, known);
        }
        return known;
    }

    private static String how(SupernetSettings scoring) {
        return scoring.batchNorm() + " " + scoring.recalibrationBatches() + " ";
    }

    /** Says in a store that a run searches this supernet, or checks that it is the one that the run began with. */
    void keepIn(RunStore store) throws IOException {
        String hash = run.supernetIdentity().hash();
        JsonNode before = store.json(RunStore.SUPERNET).orElse(null);
        if (before != null) {
            Check.that(
                    before.path("identity").asText().equals(hash),
                    "%s was begun with the supernet %s of %s, but that of %s is %s. Put the supernet back, or start a new run",
                    store,
                    before.path("identity").asText(),
                    before.path("place").asText(),
                    place,
                    hash);
        }
        if (before == null || !before.path("place").asText().equals(place)) {
            write(store, hash);
        }
    }

    private void write(RunStore store, String hash) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("place", place);
        relative(store).ifPresent(path -> node.put("relative", path.toString()));
        node.put("identity", hash);
        node.put("seed", run.seed());
        store.writeJson(RunStore.SUPERNET, node);
    }

    /** The way from a run's folder to that of the supernet, which holds if both move together. */
    private Optional<Path> relative(RunStore store) {
        if (!(store instanceof RunFolder folder) || !RunFolder.holdsRun(Path.of(place))) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.path()
                    .toAbsolutePath()
                    .normalize()
                    .relativize(Path.of(place).toAbsolutePath().normalize()));
        } catch (IllegalArgumentException e) {
            // On another drive.
            return Optional.empty();
        }
    }
}
