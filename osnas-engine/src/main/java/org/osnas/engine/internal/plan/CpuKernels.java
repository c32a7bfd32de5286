package org.osnas.engine.internal.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.engine.internal.kernel.BatchNormKernel;
import org.osnas.engine.internal.kernel.BiasKernel;
import org.osnas.engine.internal.kernel.ChannelKernel;
import org.osnas.engine.internal.kernel.ElementwiseKernel;
import org.osnas.engine.internal.kernel.FusedActivation;
import org.osnas.engine.internal.kernel.PoolKernel;
import org.osnas.engine.internal.kernel.ScaleKernel;
import org.osnas.engine.internal.kernel.UnitKernel;
import org.osnas.engine.internal.onednn.OneDnn;

/** On the memory of the CPU: Java kernels, and convolutions by oneDNN where it has a build. */
final class CpuKernels implements Kernels {

    static final CpuKernels INSTANCE = new CpuKernels();

    private CpuKernels() {}

    @Override
    public String toString() {
        return OneDnn.isAvailable() ? "Java kernels and oneDNN" : "Java kernels, convolutions by ND4J";
    }

    @Override
    public Tensor wrap(INDArray array) {
        return Tensor.mapped(array);
    }

    @Override
    public void copy(Tensor from, Tensor to) {
        to.buffer().put(0, from.buffer(), 0, from.length());
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor y) {
        ElementwiseKernel.add(a.buffer(), b.buffer(), y.buffer(), y.length());
    }

    @Override
    public void axpy(float alpha, Tensor x, Tensor y) {
        ElementwiseKernel.axpy(alpha, x.buffer(), y.buffer(), y.length());
    }

    @Override
    public void affine(Tensor x, float factor, float term, Tensor y) {
        ElementwiseKernel.affine(x.buffer(), factor, term, y.buffer(), y.length());
    }

    @Override
    public double dot(Tensor a, Tensor b) {
        return ElementwiseKernel.dot(a.buffer(), b.buffer(), a.length());
    }

    @Override
    public void activate(Nonlinearity function, Tensor x, Tensor y) {
        switch (function) {
            case RELU -> ElementwiseKernel.relu(x.buffer(), y.buffer(), y.length());
            case RELU6 -> ElementwiseKernel.relu6(x.buffer(), y.buffer(), y.length());
            case H_SWISH -> ElementwiseKernel.hSwish(x.buffer(), y.buffer(), y.length());
            case SIGMOID -> ElementwiseKernel.sigmoid(x.buffer(), y.buffer(), y.length());
        }
    }

    @Override
    public void activateBackward(Nonlinearity function, Tensor x, Tensor y, Tensor gy, Tensor gx) {
        int length = gx.length();
        switch (function) {
            case RELU -> ElementwiseKernel.reluBackward(y.buffer(), gy.buffer(), gx.buffer(), length);
            case RELU6 -> ElementwiseKernel.relu6Backward(y.buffer(), gy.buffer(), gx.buffer(), length);
            case H_SWISH -> ElementwiseKernel.hSwishBackward(x.buffer(), gy.buffer(), gx.buffer(), length);
            case SIGMOID -> ElementwiseKernel.sigmoidBackward(y.buffer(), gy.buffer(), gx.buffer(), length);
        }
    }

    @Override
    public void prelu(Tensor x, float[] slope, Tensor y) {
        ElementwiseKernel.prelu(x.buffer(), x.rows(), x.channels(), slope, y.buffer());
    }

    @Override
    public void preluBackward(Tensor x, Tensor gy, float[] slope, Tensor gx, float[] dSlope) {
        ElementwiseKernel.preluBackward(x.buffer(), gy.buffer(), x.rows(), x.channels(), slope, gx.buffer(), dSlope);
    }

    @Override
    public void addBias(Tensor x, Tensor bias, Tensor y) {
        BiasKernel.add(x.buffer(), x.rows(), bias.toArray(), y.buffer());
    }

    @Override
    public void biasGradient(Tensor gy, Tensor gb) {
        BiasKernel.gradient(gy.buffer(), gy.rows(), gb.length(), gb.buffer());
    }

    @Override
    public void mean(Tensor x, int channels, Tensor y) {
        int batch = x.size(0);
        PoolKernel.globalAverage(x.buffer(), batch, x.length() / batch / channels, channels, y.buffer());
    }

    @Override
    public void meanBackward(Tensor gy, int channels, Tensor gx) {
        int batch = gx.size(0);
        PoolKernel.globalAverageBackward(gy.buffer(), batch, gx.length() / batch / channels, channels, gx.buffer());
    }

    @Override
    public void unitRows(Tensor x, double epsilon, Tensor y) {
        UnitKernel.normalise(x.buffer(), x.rows(), x.channels(), epsilon, y.buffer());
    }

    @Override
    public void unitRowsBackward(Tensor x, Tensor gy, double epsilon, Tensor gx) {
        UnitKernel.normaliseBackward(x.buffer(), gy.buffer(), x.rows(), x.channels(), epsilon, gx.buffer());
    }

    @Override
    public void scale(Tensor x, Tensor s, Tensor y) {
        ScaleKernel.forward(x.buffer(), s.buffer(), x.size(0), positions(x), x.channels(), y.buffer());
    }

    @Override
    public void scaleBackward(Tensor x, Tensor s, Tensor gy, Tensor gx, Tensor gs) {
        ScaleKernel.backward(
                x.buffer(), s.buffer(), gy.buffer(), x.size(0), positions(x), x.channels(), gx.buffer(), gs.buffer());
    }

    private static int positions(Tensor x) {
        return x.rows() / x.size(0);
    }

    @Override
    public void slice(Tensor x, int from, int to, Tensor y) {
        ChannelKernel.slice(x.buffer(), x.rows(), x.channels(), from, to, y.buffer());
    }

    @Override
    public void place(Tensor x, int from, int to, Tensor y) {
        ChannelKernel.place(x.buffer(), y.rows(), y.channels(), from, to, y.buffer());
    }

    @Override
    public void shuffle(Tensor x, int groups, Tensor y) {
        ChannelKernel.shuffle(x.buffer(), x.rows(), x.channels(), groups, y.buffer());
    }

    @Override
    public void statistics(Tensor x, float[] mean, float[] variance) {
        BatchNormKernel.statistics(x.buffer(), x.rows(), x.channels(), mean, variance);
    }

    @Override
    public void normalise(Tensor x, float[] scale, float[] shift, FusedActivation act, Tensor y) {
        BatchNormKernel.forward(x.buffer(), x.rows(), x.channels(), scale, shift, act, y.buffer());
    }

    @Override
    public void normaliseBackward(
            Tensor x,
            Tensor gy,
            float[] mean,
            float[] invStd,
            float[] gamma,
            float[] beta,
            FusedActivation act,
            Tensor gx,
            float[] dGamma,
            float[] dBeta) {
        BatchNormKernel.backward(
                x.buffer(),
                gy.buffer(),
                x.rows(),
                x.channels(),
                mean,
                invStd,
                gamma,
                beta,
                act,
                gx.buffer(),
                dGamma,
                dBeta);
    }

    @Override
    public Convolution convolution(ConvArguments arguments) {
        return OneDnn.isAvailable() ? new OneDnnConvolution(arguments) : byOperations(arguments);
    }

    /** Where oneDNN has no build: ND4J's operations on parts of the batch. */
    static Convolution byOperations(ConvArguments arguments) {
        return arguments.depthwise() ? new CpuDepthwise(arguments) : new CpuConvolution(arguments);
    }

    @Override
    public OptimizerSteps optimizer() {
        return CpuOptimizer.INSTANCE;
    }
}
