package org.osnas.core.kernel;

import static org.osnas.core.kernel.Data.assertClose;
import static org.osnas.core.kernel.Data.doubles;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The kernels on the memory of ND4J arrays, against ND4J's own operations. */
class NativeComparisonTest {

    private static final double EPSILON = 1e-5;

    private static INDArray array(String purpose, long... shape) {
        int size = 1;
        for (long extent : shape) {
            size *= (int) extent;
        }
        return Nd4j.createFromArray(Data.floats(purpose, size, 0.5, 1)).reshape(shape);
    }

    private static FloatBuffer buffer(INDArray array) {
        return array.data()
                .pointer()
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A buffer does not keep its array alive, so the test has to. */
    private static void keepAlive(INDArray... arrays) {
        for (INDArray array : arrays) {
            Reference.reachabilityFence(array);
        }
    }

    private static double[] values(INDArray array) {
        return doubles(array.dup('c').data().asFloat());
    }

    @ParameterizedTest
    @CsvSource({"2,5,7,3", "3,4,4,16", "5,9,8,144"})
    void batchNormBackwardMatchesTheNativeOne(int n, int h, int w, int c) {
        INDArray x = array("x", n, h, w, c);
        INDArray gy = array("gy", n, h, w, c);
        INDArray gamma = array("gamma", c);
        INDArray beta = array("beta", c);
        int rows = n * h * w;
        float[] mean = new float[c];
        float[] variance = new float[c];
        BatchNormKernel.statistics(buffer(x), rows, c, mean, variance);
        assertClose(mean, values(x.mean(0, 1, 2)), 1e-5);
        assertClose(variance, values(x.var(false, 0, 1, 2)), 1e-5);

        INDArray nativeX = Nd4j.create(x.shape());
        INDArray nativeGamma = Nd4j.create(c);
        INDArray nativeBeta = Nd4j.create(c);
        INDArray means = Nd4j.createFromArray(mean);
        INDArray variances = Nd4j.createFromArray(variance);
        Nd4j.exec(DynamicCustomOp.builder("batchnorm_bp")
                .addInputs(x, means, variances, gamma, beta, gy)
                .addIntegerArguments(1, 1, 3)
                .addFloatingPointArguments(EPSILON)
                .addOutputs(nativeX, Nd4j.create(c), Nd4j.create(c), nativeGamma, nativeBeta)
                .build());

        float[] invStd = new float[c];
        for (int i = 0; i < c; i++) {
            invStd[i] = (float) (1 / Math.sqrt(variance[i] + EPSILON));
        }
        INDArray gx = Nd4j.create(x.shape());
        float[] dGamma = new float[c];
        float[] dBeta = new float[c];
        float[] scales = gamma.data().asFloat();
        float[] shifts = beta.data().asFloat();
        BatchNormKernel.backward(
                buffer(x), buffer(gy), rows, c, mean, invStd, scales, shifts, Act.NONE, buffer(gx), dGamma, dBeta);
        assertClose(gx.data().asFloat(), values(nativeX), 1e-4);
        assertClose(dGamma, values(nativeGamma), 1e-4);
        assertClose(dBeta, values(nativeBeta), 1e-4);
        keepAlive(x, gy);
    }

    @ParameterizedTest
    @CsvSource({"2,5,7,3,3,1", "3,8,8,16,5,1", "3,8,8,16,5,2", "2,9,7,7,7,2", "2,8,8,144,3,1", "4,6,6,24,7,1"})
    void depthwiseGradientsMatchTheNativeOnes(int n, int h, int w, int c, int kernel, int stride) {
        int outH = (h - 1) / stride + 1;
        int outW = (w - 1) / stride + 1;
        INDArray x = array("x", n, h, w, c);
        INDArray gy = array("gy", n, outH, outW, c);
        INDArray weights = array("weights", kernel, kernel, c, 1);
        INDArray gx = Nd4j.create(x.shape());
        INDArray gw = Nd4j.create(weights.shape());
        int padding = kernel / 2;
        Nd4j.exec(DynamicCustomOp.builder("depthwise_conv2d_bp")
                .addInputs(x, weights, gy)
                .addIntegerArguments(kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 1, 0)
                .addOutputs(gx, gw)
                .build());
        INDArray dw = Nd4j.create(weights.shape());
        DepthwiseKernel.weightGradient(buffer(x), buffer(gy), n, h, w, c, kernel, stride, buffer(dw));
        assertClose(dw.data().asFloat(), values(gw), 1e-5);
        if (stride == 1) {
            INDArray flipped = Nd4j.create(weights.shape());
            DepthwiseKernel.flip(buffer(weights), kernel, c, buffer(flipped));
            INDArray forward = Nd4j.create(x.shape());
            Nd4j.exec(DynamicCustomOp.builder("depthwise_conv2d")
                    .addInputs(gy, flipped)
                    .addIntegerArguments(kernel, kernel, 1, 1, padding, padding, 1, 1, 0, 1, 0)
                    .addOutputs(forward)
                    .build());
            assertClose(forward.data().asFloat(), values(gx), 1e-5);
        }
        keepAlive(x, gy, weights);
    }

    @ParameterizedTest
    @CsvSource({"2,5,7,3", "3,4,4,16", "5,9,8,144"})
    void scaledChannelsMatchTheNativeProduct(int n, int h, int w, int c) {
        INDArray x = array("x", n, h, w, c);
        INDArray s = array("s", n, 1, 1, c);
        INDArray gy = array("gy", n, h, w, c);
        INDArray nativeX = Nd4j.create(x.shape());
        INDArray nativeS = Nd4j.create(s.shape());
        Nd4j.exec(DynamicCustomOp.builder("multiply_bp")
                .addInputs(x, s, gy)
                .addOutputs(nativeX, nativeS)
                .build());
        INDArray y = Nd4j.create(x.shape());
        ScaleKernel.forward(buffer(x), buffer(s), n, h * w, c, buffer(y));
        assertClose(y.data().asFloat(), values(x.mul(s)), 1e-6);
        INDArray gs = Nd4j.create(s.shape());
        ScaleKernel.backward(buffer(x), buffer(s), buffer(gy), n, h * w, c, buffer(y), buffer(gs));
        assertClose(y.data().asFloat(), values(nativeX), 1e-6);
        assertClose(gs.data().asFloat(), values(nativeS), 1e-5);
        keepAlive(x, s, gy);
    }
}
