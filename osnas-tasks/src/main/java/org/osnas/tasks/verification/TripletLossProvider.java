package org.osnas.tasks.verification;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Triplet loss, semi-hard with a margin of 0.2 by default. */
public final class TripletLossProvider implements CriterionProvider {

    @Override
    public String name() {
        return "triplet";
    }

    @Override
    public String description() {
        return "triplet loss (settings margin, default 0.2, and mining: batch-all, batch-hard, semi-hard or hardest-negative)";
    }

    @Override
    public Criterion create(Settings settings) {
        double margin =
                settings.about("distance by which others must be farther away").number("margin", 0.2, 1e-6, 1e3);
        List<String> words = Arrays.stream(TripletLoss.Mining.values())
                .map(TripletLoss.Mining::word)
                .toList();
        String word = settings.about("which triplets of a batch count")
                .choice("mining", TripletLoss.Mining.SEMI_HARD.word(), words);
        settings.rejectUnknown();
        return new TripletLoss(margin, TripletLoss.Mining.values()[words.indexOf(word)]);
    }
}
