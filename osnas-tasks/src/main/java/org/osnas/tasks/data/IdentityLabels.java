package org.osnas.tasks.data;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.spi.Check;
import org.osnas.api.task.LabelKind;

/** Who or what each example shows, by number, and perhaps with which other example it is to be compared. */
final class IdentityLabels implements Labels {

    private final int[] identities;
    private final List<String> names;
    private final int[] pairs;

    /**
     * @param pairs for each example the number of its pair, or none at all
     */
    IdentityLabels(int[] identities, List<String> names, int[] pairs) {
        this.identities = identities;
        this.names = List.copyOf(names);
        this.pairs = pairs;
        for (int i = 0; i < identities.length; i++) {
            Check.that(
                    identities[i] >= 0 && identities[i] < names.size(),
                    "Example %d has identity %d, but there are %d identities (0 to %d)",
                    i,
                    identities[i],
                    names.size(),
                    names.size() - 1);
        }
        Check.that(
                pairs.length == 0 || pairs.length == identities.length,
                "%d examples, but %d of them have a pair",
                identities.length,
                pairs.length);
    }

    @Override
    public int size() {
        return identities.length;
    }

    @Override
    public int width() {
        return pairs.length == 0 ? 1 : 2;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public LabelKind kind() {
        return LabelKind.IDENTITY;
    }

    @Override
    public int strata() {
        return names.size();
    }

    @Override
    public int stratum(int example) {
        return identities[example];
    }

    @Override
    public void write(int example, float[] out, int at) {
        out[at] = identities[example];
        if (pairs.length > 0) {
            out[at + 1] = pairs[example];
        }
    }

    @Override
    public IdentityLabels select(int[] examples) {
        int[] chosen = of(identities, examples);
        return new IdentityLabels(chosen, names, pairs.length == 0 ? pairs : of(pairs, examples));
    }

    private static int[] of(int[] values, int[] examples) {
        return Arrays.stream(examples).map(example -> values[example]).toArray();
    }
}
