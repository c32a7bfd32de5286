package org.osnas.core.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/**
 * An architecture with the weights that it has in a trained supernet, and with statistics of batch normalisation of its
 * own. Its score is that of its trial, to the last digit, if the trial was scored with recalibrated statistics or with
 * inherited ones, and on all validation examples; where choices stand in unified stages, to rounding.
 */
public final class InheritedNetwork implements AutoCloseable {

    private final Architecture architecture;
    private final Identity identity;
    private final Supernet network;
    private final Task what;
    private final LearningTask task;
    private long steps;

    private InheritedNetwork(Run run, Architecture architecture) {
        this.architecture = run.space().canonical(architecture);
        this.identity = Identities.inherited(run, this.architecture);
        SearchSpace single = run.space().restrictTo(this.architecture);
        long seed = Seeds.derive(run.seed(), "retrain", 0);
        network = Supernet.create(single, seed);
        what = run.task();
        task = run.supernetPlan().learningTask(seed);
    }

    /** Takes the network out of a supernet, which stays as it is. */
    static InheritedNetwork of(Run run, TrainedSupernet supernet, Architecture architecture, RunControl control) {
        InheritedNetwork inherited = new InheritedNetwork(run, architecture);
        inherited.network.stopOn(control.stop());
        supernet.giveTo(inherited.architecture, inherited.network, inherited.task);
        inherited.steps = supernet.steps();
        return inherited;
    }

    /**
     * Reads a network that was {@linkplain #save saved}.
     *
     * @throws org.osnas.core.file.FileException if it is that of another run
     */
    static InheritedNetwork load(Run run, Architecture architecture, Checkpoint checkpoint) throws IOException {
        InheritedNetwork inherited = new InheritedNetwork(run, architecture);
        checkpoint.read((header, in) -> {
            inherited.identity.require(header, "Checkpoint " + checkpoint);
            SupernetState.read(inherited.network, inherited.task, in);
            inherited.steps = header.path("steps").asLong();
        });
        return inherited;
    }

    void save(Checkpoint checkpoint) throws IOException {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("phase", Phase.SUPERNET.word());
        header.put("space", network.space().name());
        header.put("fingerprint", network.space().fingerprint());
        header.put("step", steps);
        header.put("steps", steps);
        identity.write(header);
        checkpoint.write(header, out -> SupernetState.write(network, task, out));
    }

    /** Evaluates it on the validation and the test split. */
    public Retrained evaluate(Dataflow data, RunControl control) {
        network.stopOn(control.stop());
        return control.wholly(
                Phase.RETRAIN,
                0,
                0,
                () -> Retrained.of(
                        architecture,
                        what,
                        evaluate(data, Split.VALIDATION, task.agent()),
                        evaluate(data, Split.TEST, ExhibitingAgent.of(task.agent())),
                        Optional.empty()));
    }

    private Evaluation evaluate(Dataflow data, Split split, TrainingAgent agent) {
        return new SupernetEvaluator(network, data, agent, BatchNormMode.INHERITED, 1)
                .evaluate(List.of(only()), split)
                .get(0);
    }

    /** Its outputs for the inputs of a batch; copies. */
    Outputs outputs(INDArray inputs) {
        return network.outputs(only(), inputs);
    }

    /** Saves it as a SameDiff file. */
    void export(Path file) throws IOException {
        SameDiffExporter.save(network, only(), file);
    }

    private Architecture only() {
        return Architecture.of(new int[network.space().depth()]);
    }

    /** Training steps of the supernet. */
    public long steps() {
        return steps;
    }

    @Override
    public void close() {
        network.close();
    }
}
