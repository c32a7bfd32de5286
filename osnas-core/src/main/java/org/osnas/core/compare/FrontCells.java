package org.osnas.core.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.pareto.Hypervolume;
import org.osnas.api.pareto.Pareto;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;

/**
 * Searches for a Pareto front as cells: their value is the hypervolume that the front of what they scored dominates, by
 * the values that are reported, up to a value of zero and the dearest architecture of the space; as a share of that box
 * below a value of one.
 */
final class FrontCells {

    private FrontCells() {}

    /** What the values of cells are then, for the report. */
    static String note(Objectives objectives) {
        return " Searches are compared by the hypervolume of the score and " + String.join(", ", objectives.metrics())
                + " of their Pareto fronts, up to a score of 0 and the dearest architecture, as a share of that box.";
    }

    static Cell of(Arena arena, String label, int seed, List<Trial> trials, Objectives objectives) {
        double[] most = arena.mostCosts(objectives.metrics());
        List<Cell.Step> steps = new ArrayList<>();
        List<Trial> seen = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (!trial.complete()) {
                continue;
            }
            seen.add(trial);
            seen = new ArrayList<>(Pareto.front(seen, objectives));
            double volume = volume(arena, seen, objectives, most);
            if (steps.isEmpty() || volume != before) {
                steps.add(new Cell.Step(i + 1, trial.architecture(), trial.score(), volume));
                before = volume;
            }
        }
        return steps.isEmpty()
                ? Cell.failed(label, seed, "None of its %d architectures has a score".formatted(trials.size()))
                : new Cell(label, seed, Optional.empty(), trials.size(), steps);
    }

    /** The front is that of the scores that the search saw; its volume is of the values that are reported. */
    private static double volume(Arena arena, List<Trial> front, Objectives objectives, double[] most) {
        List<double[]> losses = new ArrayList<>();
        double[] reference = new double[most.length + 1];
        reference[0] = 1;
        for (int m = 0; m < most.length; m++) {
            // The dearest itself is worth something for its score.
            reference[m + 1] = 1 + 1e-9;
        }
        for (Trial trial : front) {
            double[] loss = new double[most.length + 1];
            loss[0] = 1 - arena.value(trial.architecture());
            for (int m = 0; m < most.length; m++) {
                loss[m + 1] = trial.cost(objectives.metrics().get(m)) / most[m];
            }
            losses.add(loss);
        }
        return Hypervolume.of(losses, reference);
    }
}
