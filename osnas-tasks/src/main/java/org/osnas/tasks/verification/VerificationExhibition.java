package org.osnas.tasks.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting.Exhibition;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/** A verification that keeps some images, to show which of them it takes for alike, and the curve of its thresholds. */
final class VerificationExhibition extends VerificationEvaluation implements Exhibition {

    /** Images that are kept, drawn from all. */
    private static final int KEPT = 200;

    /** Pairs of a kind that are shown. */
    private static final int PAIRS = 6;

    private static final int POINTS = 200;

    private final RandomGenerator random = Seeds.generator(0, "shown images", 0);
    private final List<Kept> kept = new ArrayList<>();
    private int seen;

    private record Kept(float[] image, float[] embedding, int identity) {}

    private record Shown(Kept one, Kept other, double cosine) {
        boolean same() {
            return one.identity() == other.identity();
        }
    }

    VerificationExhibition(int wanted) {
        super(wanted);
    }

    @Override
    public void add(Outputs outputs, Batch batch) {
        super.add(outputs, batch);
        float[] inputs = Values.of(batch.inputs());
        List<float[]> embeddings = rows(outputs.only());
        List<float[]> labels = rows(batch.labels());
        int length = inputs.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            // Each image has the same chance to be kept, however many there are (Vitter's algorithm R, 1985).
            int place = kept.size() < KEPT ? kept.size() : random.nextInt(seen + 1);
            seen++;
            if (place < KEPT) {
                Kept one = new Kept(Arrays.copyOfRange(inputs, i * length, (i + 1) * length), embeddings.get(i), (int)
                        labels.get(i)[0]);
                if (place == kept.size()) {
                    kept.add(one);
                } else {
                    kept.set(place, one);
                }
            }
        }
    }

    @Override
    public List<Exhibit> exhibits() {
        List<Shown> pairs = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            for (int j = i + 1; j < kept.size(); j++) {
                Shown pair = new Shown(
                        kept.get(i),
                        kept.get(j),
                        cosine(kept.get(i).embedding(), kept.get(j).embedding()));
                if (!Double.isNaN(pair.cosine())) {
                    pairs.add(pair);
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Shown::cosine));
        List<Exhibit> exhibits = new ArrayList<>();
        exhibits.add(new Exhibit.Curves(
                "Accepted pairs as the threshold falls",
                "of different identities (FAR)",
                "of one identity (TAR)",
                Map.of("ROC", scores().curve(POINTS))));
        exhibits.add(pictures("Pairs of one identity that look least alike to it", pairs, true));
        List<Shown> falling = new ArrayList<>(pairs);
        Collections.reverse(falling);
        exhibits.add(pictures("Pairs of different identities that look most alike to it", falling, false));
        return exhibits;
    }

    private static Exhibit pictures(String title, List<Shown> pairs, boolean same) {
        List<Exhibit.Picture> pictures = new ArrayList<>();
        for (Shown pair : pairs) {
            if (pair.same() == same && pictures.size() < 2 * PAIRS) {
                String caption = String.format(Locale.ROOT, "pair %d: %.2f", pictures.size() / 2 + 1, pair.cosine());
                pictures.add(new Exhibit.Picture(pair.one().image(), caption, List.of()));
                pictures.add(new Exhibit.Picture(pair.other().image(), caption, List.of()));
            }
        }
        return new Exhibit.Pictures(title, pictures);
    }
}
