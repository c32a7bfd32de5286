package org.osnas.tasks.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;

/**
 * Two examples that are compared.
 *
 * @param same whether they show the same
 */
record Pair(int first, int second, boolean same) {

    /**
     * The pairs that the labels name, by their numbers; or, where they name none, pairs that are drawn, always the same
     * for the same labels: one alike and one not, in turn.
     *
     * @param labels for each example the number of its identity, and perhaps that of its pair
     * @param wanted how many are drawn
     * @throws org.osnas.api.spi.BadInputException if there are no two examples alike, or all are
     */
    static List<Pair> of(List<float[]> labels, int wanted) {
        return labels.get(0).length > 1 ? named(labels) : drawn(labels, wanted);
    }

    private static List<Pair> named(List<float[]> labels) {
        TreeMap<Integer, List<Integer>> byNumber = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byNumber.computeIfAbsent((int) labels.get(i)[1], number -> new ArrayList<>())
                    .add(i);
        }
        List<Pair> pairs = new ArrayList<>();
        byNumber.forEach((number, two) -> {
            Check.that(two.size() == 2, "Pair %d has %d examples; it must have two", number, two.size());
            int a = two.get(0);
            int b = two.get(1);
            pairs.add(new Pair(a, b, labels.get(a)[0] == labels.get(b)[0]));
        });
        return pairs;
    }

    private static List<Pair> drawn(List<float[]> labels, int wanted) {
        TreeMap<Integer, List<Integer>> byIdentity = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byIdentity
                    .computeIfAbsent((int) labels.get(i)[0], number -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> several =
                byIdentity.values().stream().filter(of -> of.size() >= 2).toList();
        Check.that(
                byIdentity.size() >= 2 && !several.isEmpty(),
                "The examples show %d identities, of which %d have two examples or more. Pairs need at least two identities, and two examples of one",
                byIdentity.size(),
                several.size());
        RandomGenerator random = Seeds.generator(0, "pairs", 0);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < wanted; i += 2) {
            List<Integer> alike = several.get(random.nextInt(several.size()));
            int a = random.nextInt(alike.size());
            int b = random.nextInt(alike.size() - 1);
            pairs.add(new Pair(alike.get(a), alike.get(b < a ? b : b + 1), true));
            int one = random.nextInt(labels.size());
            int other = random.nextInt(labels.size());
            while (labels.get(one)[0] == labels.get(other)[0]) {
                other = random.nextInt(labels.size());
            }
            pairs.add(new Pair(one, other, false));
        }
        return pairs;
    }
}
