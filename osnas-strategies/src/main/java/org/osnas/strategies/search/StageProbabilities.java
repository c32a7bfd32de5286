package org.osnas.strategies.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Stage;

/** How likely the options of a stage are under independent choices of its layers. */
final class StageProbabilities {

    private StageProbabilities() {}

    /**
     * Of each option the logarithm of the probability of all choices that it stands for. Choices that are
     * interchangeable are counted, layer by layer, by what was chosen so far in whatever order.
     *
     * @param options the canonical ones
     * @param p of the choices, {@code [layer of the stage][candidate]}
     */
    static double[] logarithms(Stage stage, List<int[]> options, double[][] p) {
        Map<List<Integer>, Double> chosen = new HashMap<>(Map.of(List.of(), 1.0));
        for (double[] layer : p) {
            Map<List<Integer>, Double> more = new HashMap<>();
            chosen.forEach((choices, probability) -> {
                for (int c = 0; c < layer.length; c++) {
                    more.merge(with(choices, c), probability * layer[c], Double::sum);
                }
            });
            chosen = more;
        }
        Map<List<Integer>, Double> canonical = new HashMap<>();
        chosen.forEach((choices, probability) ->
                canonical.merge(list(stage.canonical(array(choices))), probability, Double::sum));
        return options.stream()
                .mapToDouble(option -> Math.log(Math.max(canonical.getOrDefault(list(option), 0.0), Double.MIN_VALUE)))
                .toArray();
    }

    // Sorted, since the layers of a stage are interchangeable; a stage of one layer has nothing to sort.
    private static List<Integer> with(List<Integer> choices, int choice) {
        int[] more = Arrays.copyOf(array(choices), choices.size() + 1);
        more[choices.size()] = choice;
        Arrays.sort(more);
        return list(more);
    }

    private static int[] array(List<Integer> choices) {
        return choices.stream().mapToInt(c -> c).toArray();
    }

    private static List<Integer> list(int[] choices) {
        return Arrays.stream(choices).boxed().toList();
    }
}
