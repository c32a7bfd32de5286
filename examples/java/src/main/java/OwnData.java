import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.osnas.api.cost.Budget;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.Steps;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.agent.Trials;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.spaces.MbconvMicro;
import org.osnas.strategies.search.EvolutionSearch;
import org.osnas.strategies.training.UniformTraining;
import org.osnas.tasks.classification.ImageClassification;
import org.osnas.tasks.dataflow.ArrayDataflow;

/** Trains a supernet on arrays with a loss of its own, evaluates an architecture, searches, and saves the network. */
public class OwnData {

    public static void main(String[] args) throws IOException {
        Random random = new Random(1);
        float[][] images = new float[2000][16 * 16];
        int[] classes = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            classes[i] = i % 4; // stripes in one of four directions, in noise
            double phase = 6 * random.nextDouble();
            for (int p = 0; p < 256; p++) {
                double along = Math.cos(classes[i] * Math.PI / 4) * (p % 16) + Math.sin(classes[i] * Math.PI / 4) * (p / 16);
                images[i][p] = (float) (Math.sin(1.5 * along + phase) + random.nextGaussian());
            }
        }
        Criterion brier = (graph, outputs, labels) ->
                graph.math().square(graph.nn().softmax(outputs.only(), 1).sub(labels)).sum(1).mean();
        Dataflow data = ArrayDataflow.of(new Shape(16, 16, 1), images, classes).batch(32).open();
        RunStore store = RunStore.inMemory();
        try (Run run = Run.of(new MbconvMicro().create(data.input()), new ImageClassification(brier), data)
                .supernet(new UniformTraining(), Steps.of(150))
                .search(new EvolutionSearch(), Trials.of(20), Budget.atMost("macs", 5e5))
                .retrain(Steps.of(150))) {
            try (TrainedSupernet supernet = run.in(store).trainSupernet(RunListener.NONE)) {
                System.out.println(supernet.evaluate(Architecture.parse("0,0,2,2,1"), Split.TEST).metrics());
            }
            RunResult result = run.in(store).run(RunListener.NONE);
            System.out.println(result.winner().architecture() + " test accuracy " + result.network().test());
            Files.write(Path.of("network.fb"), store.bytes(RunStore.NETWORK).orElseThrow());
        }
    }
}
