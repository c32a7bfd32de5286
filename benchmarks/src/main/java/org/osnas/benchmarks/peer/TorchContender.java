package org.osnas.benchmarks.peer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.SearchSpace;

/** PyTorch in the DJL: the step is one TorchScript method, so that no Java runs between its operations. */
final class TorchContender implements Contender {

    private final PtNDManager manager;
    private final PtSymbolBlock network;
    private final NDList inputs = new NDList();
    private double mixtureGradientNorm;

    TorchContender(Workload workload, int threads, Path weights, boolean channelsLast) throws IOException {
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
        JniUtils.setGradMode(true);
        // Operations as eager PyTorch runs them: profiling and rewriting the graph gains nothing here.
        JniUtils.setGraphExecutorOptimize(false);
        manager = (PtNDManager) engine.newBaseManager(Device.cpu());
        SearchSpace space = workload.trained();
        String code = TorchCode.trainingStep(space, Workload.OPTIMIZER, Workload.LEARNING_RATE);
        network = JniUtils.loadModule(manager, new ByteArrayInputStream(TorchArchive.of(code)), false, false);

        TorchWeights tensors = new TorchWeights(manager, channelsLast);
        var in = space.input();
        add("x", tensors.images(workload.features(), workload.batch(), in.height(), in.width(), in.channels()));
        int[] labels = workload.labels();
        add("y", manager.create(IntStream.of(labels).asLongStream().toArray()));
        TorchParameters parameters = TorchParameters.of(space, Weights.read(space, weights), tensors);
        List<NDArray> momentum = new ArrayList<>();
        for (NDArray trained : parameters.trained()) {
            NDArray detached = JniUtils.detachGradient((PtNDArray) trained);
            trained.setRequiresGradient(true);
            add("w[]", trained);
            add("d[]", detached);
            momentum.add(detached.mul(0f));
        }
        momentum.forEach(m -> add("m[]", m));
        parameters.statistics().forEach(s -> add("s[]", s));
        for (ChoiceLayer layer : space.layers()) {
            if (layer.size() > 1) {
                NDArray mixture = manager.full(new Shape(layer.size()), 1f / layer.size());
                mixture.setRequiresGradient(true);
                add("p[]", mixture);
            }
        }
    }

    private void add(String parameter, NDArray tensor) {
        tensor.setName(parameter);
        inputs.add(tensor);
    }

    @Override
    public double step() {
        try (NDManager results = manager.newSubManager()) {
            NDList result = IValueUtils.forward(network, inputs, true);
            result.attach(results);
            double squares = 0;
            for (NDArray gradient : result.subNDList(1)) {
                for (float g : gradient.toFloatArray()) {
                    squares += (double) g * g;
                }
            }
            mixtureGradientNorm = Math.sqrt(squares);
            return result.get(0).getFloat();
        }
    }

    @Override
    public double mixtureGradientNorm() {
        return mixtureGradientNorm;
    }

    @Override
    public String engine() {
        return "PyTorch " + Engine.getEngine("PyTorch").getVersion() + " in DJL " + Engine.getDjlVersion();
    }

    @Override
    public void close() {
        network.close();
        manager.close();
    }
}
