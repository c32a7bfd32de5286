package org.osnas.engine.internal.plan;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.engine.internal.kernel.FusedActivation;

/**
 * By ND4J's operations alone, on any backend: memory is never seen from Java, and numbers come to the host as copies.
 * Plain formulas, for GPUs and as the reference in tests; on a CPU a step of fbnet-s takes six times longer than with
 * {@link CpuKernels}.
 */
final class Nd4jKernels implements Kernels {

    static final Nd4jKernels INSTANCE = new Nd4jKernels();

    private Nd4jKernels() {}

    @Override
    public String toString() {
        return "ND4J's operations";
    }

    @Override
    public Tensor wrap(INDArray array) {
        return Tensor.opaque(array);
    }

    @Override
    public void copy(Tensor from, Tensor to) {
        flat(to).assign(flat(from));
    }

    @Override
    public void add(Tensor a, Tensor b, Tensor y) {
        a.array().add(b.array(), y.array());
    }

    @Override
    public void axpy(float alpha, Tensor x, Tensor y) {
        try (INDArray scaled = x.array().mul(alpha)) {
            y.array().addi(scaled);
        }
    }

    @Override
    public void affine(Tensor x, float factor, float term, Tensor y) {
        x.array().mul(factor, y.array()).addi(term);
    }

    @Override
    public double dot(Tensor a, Tensor b) {
        return Nd4j.getBlasWrapper().dot(flat(a), flat(b));
    }

    @Override
    public void activate(Nonlinearity function, Tensor x, Tensor y) {
        Nd4jNonlinearity.apply(function, x.array(), y.array());
    }

    @Override
    public void activateBackward(Nonlinearity function, Tensor x, Tensor y, Tensor gy, Tensor gx) {
        try (INDArray slope = Nd4jNonlinearity.slope(function, x.array())) {
            gy.array().mul(slope, gx.array());
        }
    }

    @Override
    public void prelu(Tensor x, float[] slope, Tensor y) {
        try (INDArray negative = Transforms.min(rows(x), 0, true);
                INDArray slopes = row(slope)) {
            y.array().assign(x.array());
            Transforms.relu(y.array(), false);
            rows(y).addi(negative.muliRowVector(slopes));
        }
    }

    @Override
    public void preluBackward(Tensor x, Tensor gy, float[] slope, Tensor gx, float[] dSlope) {
        try (INDArray positive = Nd4jNonlinearity.positive(rows(x));
                INDArray negative = positive.rsub(1);
                INDArray products = negative.mul(rows(x)).muli(rows(gy));
                INDArray sums = products.sum(0);
                INDArray slopes = row(slope)) {
            Tensor.copy(sums, dSlope);
            rows(gy).mul(negative.muliRowVector(slopes).addi(positive), rows(gx));
        }
    }

    @Override
    public void addBias(Tensor x, Tensor bias, Tensor y) {
        y.array().assign(x.array());
        rows(y).addiRowVector(bias.array().reshape(1, bias.length()));
    }

    @Override
    public void biasGradient(Tensor gy, Tensor gb) {
        try (INDArray sums = rows(gy).sum(0)) {
            gb.array().assign(sums);
        }
    }

    @Override
    public void mean(Tensor x, int channels, Tensor y) {
        try (INDArray mean = images(x, channels).mean(1)) {
            y.array().reshape('c', x.size(0), channels).assign(mean);
        }
    }

    @Override
    public void meanBackward(Tensor gy, int channels, Tensor gx) {
        INDArray everywhere = images(gx, channels);
        try (INDArray each = gy.array().div(everywhere.size(1))) {
            everywhere.assign(0);
            everywhere.addi(each.reshape('c', gx.size(0), 1, channels));
        }
    }

    @Override
    public void unitRows(Tensor x, double epsilon, Tensor y) {
        try (INDArray lengths = lengths(x, epsilon)) {
            y.array().assign(x.array());
            rows(y).diviColumnVector(lengths);
        }
    }

    @Override
    public void unitRowsBackward(Tensor x, Tensor gy, double epsilon, Tensor gx) {
        try (INDArray lengths = lengths(x, epsilon);
                INDArray unit = rows(x).divColumnVector(lengths);
                INDArray products = unit.mul(rows(gy));
                INDArray along = products.sum(true, 1);
                INDArray scaled = lengths.gt(epsilon).castTo(DataType.FLOAT)) {
            unit.muliColumnVector(along.muli(scaled));
            gx.array().assign(gy.array());
            rows(gx).subi(unit).diviColumnVector(lengths);
        }
    }

    private static INDArray lengths(Tensor x, double epsilon) {
        try (INDArray lengths = rows(x).norm2(true, 1)) {
            return Transforms.max(lengths, epsilon, true);
        }
    }

    @Override
    public void scale(Tensor x, Tensor s, Tensor y) {
        int c = x.channels();
        images(x, c).mul(images(s, c), images(y, c));
    }

    @Override
    public void scaleBackward(Tensor x, Tensor s, Tensor gy, Tensor gx, Tensor gs) {
        int c = x.channels();
        try (INDArray products = images(gy, c).mul(images(x, c));
                INDArray sums = products.sum(true, 1)) {
            images(gs, c).assign(sums);
        }
        scale(gy, s, gx);
    }

    /** {@code [batch, positions, channels]}. */
    private static INDArray images(Tensor tensor, int channels) {
        int batch = tensor.size(0);
        return tensor.array().reshape('c', batch, tensor.length() / batch / channels, channels);
    }

    @Override
    public void slice(Tensor x, int from, int to, Tensor y) {
        rows(y).assign(rows(x).get(all(), interval(from, to)));
    }

    @Override
    public void place(Tensor x, int from, int to, Tensor y) {
        rows(y).get(all(), interval(from, to)).assign(rows(x));
    }

    @Override
    public void shuffle(Tensor x, int groups, Tensor y) {
        INDArray grouped = x.array().reshape('c', x.rows(), groups, x.channels() / groups);
        try (INDArray shuffled = grouped.permute(0, 2, 1).dup('c')) {
            y.array().assign(shuffled.reshape('c', y.shape()));
        }
    }

    @Override
    public void statistics(Tensor x, float[] mean, float[] variance) {
        Nd4jBatchNorm.statistics(x, mean, variance);
    }

    @Override
    public void normalise(Tensor x, float[] scale, float[] shift, FusedActivation act, Tensor y) {
        Nd4jBatchNorm.forward(x, scale, shift, act, y);
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
        Nd4jBatchNorm.backward(x, gy, mean, invStd, gamma, beta, act, gx, dGamma, dBeta);
    }

    @Override
    public Convolution convolution(ConvArguments arguments) {
        return new Nd4jConvolution(arguments);
    }

    @Override
    public OptimizerSteps optimizer() {
        return Nd4jOptimizer.INSTANCE;
    }

    static INDArray flat(Tensor tensor) {
        return tensor.array().reshape(tensor.length());
    }

    static INDArray rows(Tensor tensor) {
        return tensor.array().reshape('c', tensor.rows(), tensor.channels());
    }

    static INDArray row(float[] values) {
        return Nd4j.create(values, new long[] {1, values.length}, 'c');
    }
}
