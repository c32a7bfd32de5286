package org.osnas.core.internal.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.run.Identity;

/** Scores every architecture once, to its end, and keeps the scores in a log with one JSON line each. */
public final class CachedScorer implements Scorer {

    private final Scorer scorer;
    private final JsonLines file;
    private final Map<Architecture, Double> known = new LinkedHashMap<>();

    private CachedScorer(Scorer scorer, JsonLines file) {
        this.scorer = scorer;
        this.file = file;
    }

    /**
     * @param identity what determines the scores; the first line of the log says it
     * @param lines of earlier scores by the same scorer
     * @throws org.osnas.core.file.FileException if another scorer gave them
     */
    public static CachedScorer open(Scorer scorer, Identity identity, JsonLines lines) throws IOException {
        CachedScorer cached = new CachedScorer(scorer, lines);
        List<JsonNode> all = lines.lines();
        if (all.isEmpty()) {
            ObjectNode first = JsonNodeFactory.instance.objectNode();
            identity.write(first);
            lines.append(List.of(first));
            return cached;
        }
        identity.require(all.get(0), lines.name());
        for (JsonNode line : all.subList(1, all.size())) {
            cached.known.put(
                    Architecture.parse(line.path("architecture").toString()), ValueJson.score(line.path("score")));
        }
        return cached;
    }

    @Override
    public List<Score> score(List<Architecture> architectures, List<Trial> before) {
        List<Architecture> fresh = new ArrayList<>(new LinkedHashSet<>(architectures));
        fresh.removeAll(known.keySet());
        if (!fresh.isEmpty()) {
            List<Score> scores = scorer.score(fresh);
            List<ObjectNode> lines = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                lines.add(line(fresh.get(i), scores.get(i).value()));
                known.put(fresh.get(i), scores.get(i).value());
            }
            append(lines);
        }
        return architectures.stream()
                .map(a -> Score.of(Objects.requireNonNull(known.get(a))))
                .toList();
    }

    /** Keeps a score that was given elsewhere, if none is known yet. */
    public void keep(Architecture architecture, double score) {
        if (!known.containsKey(architecture)) {
            append(List.of(line(architecture, score)));
            known.put(architecture, score);
        }
    }

    private static ObjectNode line(Architecture architecture, double score) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set("architecture", ValueJson.choices(architecture));
        ValueJson.putScore(line, "score", score);
        return line;
    }

    private void append(List<ObjectNode> lines) {
        try {
            file.append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All scores so far. */
    public Map<Architecture, Double> known() {
        return java.util.Collections.unmodifiableMap(known);
    }
}
