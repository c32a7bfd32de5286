package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunControl;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.job.JobBatch;
import org.osnas.core.run.Store;

/**
 * Cells of a comparison as jobs. A job gives its cell and the scores that its search asked for; taken in the order of the
 * jobs, the cells and scores are those of searches one after another.
 *
 * @param folder of the comparison
 */
record CellJobs(Path folder) {

    private static final String STRATEGY = "strategy";
    private static final String SEED = "seed";
    private static final String CELL = "cell";
    private static final String SCORES = "scores";

    /** A cell that is searched, by the label of its strategy. */
    record Wanted(String label, int seed) {

        private JobBatch.Job job() {
            ObjectNode what = JsonNodeFactory.instance.objectNode();
            what.put(STRATEGY, label);
            what.put(SEED, seed);
            return new JobBatch.Job("search by %s with seed %d".formatted(label, seed), what);
        }

        static Wanted parse(JsonNode what) {
            return new Wanted(what.path(STRATEGY).asText(), what.path(SEED).asInt());
        }
    }

    /** What a job gives. */
    static ObjectNode result(Cell cell, Map<Architecture, Double> asked) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set(CELL, cell.json());
        ArrayNode scores = result.putArray(SCORES);
        asked.forEach((architecture, score) -> {
            ObjectNode entry = scores.addObject();
            entry.set("architecture", ValueJson.choices(architecture));
            ValueJson.putScore(entry, "score", score);
        });
        return result;
    }

    private static Map<Architecture, Double> asked(JsonNode result) {
        Map<Architecture, Double> asked = new LinkedHashMap<>();
        for (JsonNode entry : result.path(SCORES)) {
            asked.put(Architecture.parse(entry.path("architecture").toString()), ValueJson.score(entry.path("score")));
        }
        return asked;
    }

    /**
     * Searches cells, or takes those that are refused.
     *
     * @param wanted in order
     * @param refused why strategies cannot search, by their labels
     */
    void run(Arena arena, List<Wanted> wanted, Map<String, String> refused, CellLog log, RunControl control)
            throws IOException {
        List<JobBatch.Job> jobs = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!refused.containsKey(wanted.get(i).label())) {
                places.put(jobs.size(), i);
                jobs.add(wanted.get(i).job());
            }
        }
        Refusals refusals = new Refusals(wanted, refused, log);
        List<OrderedJobs.Failed> failed = List.of();
        if (!jobs.isEmpty()) {
            ObjectNode common = JsonNodeFactory.instance.objectNode();
            common.put("folder", folder.toAbsolutePath().toString());
            int before = wanted.size() - jobs.size();
            failed = new OrderedJobs(
                            new JobBatch(Comparison.JOBS, common, jobs),
                            Store.in(folder).checkpoint("early"),
                            (job, result) -> {
                                refusals.upTo(places.getOrDefault(job, 0));
                                arena.keep(asked(result));
                                log.append(Cell.parse(result.path(CELL)));
                            },
                            (done, state) -> control.listener().progress(before + done, state))
                    .run(control.jobs().orElseThrow(), control.stop());
        }
        refusals.upTo(wanted.size());
        for (OrderedJobs.Failed job : failed) {
            Wanted cell = Wanted.parse(job.job().what());
            log.append(Cell.failed(cell.label(), cell.seed(), job.reason()));
        }
        control.listener().end(Phase.COMPARE);
    }

    /** The refused cells, which stand in the log between the others. */
    private static final class Refusals {

        private final List<Wanted> wanted;
        private final Map<String, String> refused;
        private final CellLog log;
        private int next;

        Refusals(List<Wanted> wanted, Map<String, String> refused, CellLog log) {
            this.wanted = wanted;
            this.refused = refused;
            this.log = log;
        }

        void upTo(int end) throws IOException {
            for (; next < end; next++) {
                Wanted cell = wanted.get(next);
                String reason = refused.get(cell.label());
                if (reason != null && log.find(cell.label(), cell.seed()).isEmpty()) {
                    log.append(Cell.failed(cell.label(), cell.seed(), reason));
                }
            }
        }
    }
}
