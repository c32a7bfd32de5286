package @PACKAGE@;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * Some random paths a step, whose gradients add up.
 *
 * @param paths of one step
 */
public record @CLASS@(int paths) implements TrainingStrategy {

    /** The passes of a step follow from its index alone, so that training resumes anywhere. */
    @Override
    public TrainingSchedule start(TrainingContext context) {
        int[] sizes = context.space().sizes();
        return index -> {
            RandomGenerator random = Seeds.generator(context.seed(), "@NAME@", index);
            List<PathChoice> step = new ArrayList<>();
            for (int i = 0; i < paths; i++) {
                step.add(PathChoice.of(draw(sizes, random)));
            }
            return TrainingStep.of(step);
        };
    }

    private static Architecture draw(int[] sizes, RandomGenerator random) {
        int[] choices = new int[sizes.length];
        for (int layer = 0; layer < sizes.length; layer++) {
            choices[layer] = random.nextInt(sizes[layer]);
        }
        return Architecture.of(choices);
    }

    /** Gives the strategy its name and reads its settings. */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "@NAME@";
        }

        @Override
        public String description() {
            return "some random paths a step";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            int paths = settings.integer("paths", 2, 1, 64);
            settings.rejectUnknown();
            return new @CLASS@(paths);
        }
    }
}
