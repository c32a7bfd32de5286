package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;

/** The operations that a plan can run forward and backward, by libnd4j name. */
final class Rules {

    /** Gradient operations that take inputs and output gradient, and give one gradient an input. */
    private static final Map<String, String> NATIVE = Map.of(
            "subtract", "subtract_bp",
            "divide", "divide_bp",
            "softmax", "softmax_bp",
            "tanh", "tanh_bp",
            "elu", "elu_bp",
            "softplus", "softplus_bp",
            "lrelu", "lrelu_bp");

    private static final Set<String> CONVOLUTIONS = Set.of("conv2d", "depthwise_conv2d");
    private static final Set<String> POOLS = Set.of("avgpool2d", "maxpool2d");

    /** The channel axis of maps. */
    private static final Set<Long> LAST_AXES = Set.of(3L, -1L);

    private Rules() {}

    /** What a rule needs to know beside the operation. */
    record Site(int[] inputs, int[] outputs, boolean[] usedOutputs, Kernels kernels) {}

    /** Compiles one operation, or nothing if it has no rule. Batch normalisation and dropout are compiled elsewhere. */
    static Optional<Instruction> compile(DifferentialFunction op, Site site) {
        int[] in = site.inputs();
        int[] out = site.outputs();
        String name = op.opName();
        if (op instanceof ScalarOp scalar) {
            return scalar(name, scalar.scalar().getDouble(0), in, out);
        }
        if (name.equals("sigmoid")) {
            return Optional.of(new PointwiseInstructions.Activate(in, out, Nonlinearity.SIGMOID));
        }
        if (name.equals("reduce_mean") && op instanceof BaseReduceOp mean) {
            return mean(mean, site);
        }
        if (!(op instanceof DynamicCustomOp custom)) {
            return Optional.empty();
        }
        long[] iArgs = custom.iArgs();
        if (CONVOLUTIONS.contains(name) && in.length == 2) {
            return ConvArguments.read(iArgs, name.equals("depthwise_conv2d"))
                    .map(arguments -> new ConvInstruction(in, out, arguments, site.kernels()));
        } else if (name.equals("add")) {
            return Optional.of(new PointwiseInstructions.Sum(in, out));
        } else if (name.equals("multiply")) {
            return Optional.of(new ProductInstruction(in, out));
        } else if (name.equals("matmul")
                && op instanceof Mmul
                && Arrays.stream(iArgs).allMatch(a -> a == 0)) {
            return Optional.of(new DenseInstructions.MatMul(in, out));
        } else if (name.equals("biasadd")) {
            return Optional.of(new DenseInstructions.BiasAdd(in, out));
        } else if (name.equals("prelu")) {
            return Optional.of(new DenseInstructions.PRelu(in, out));
        } else if (name.equals("split") && LAST_AXES.contains(iArgs[1])) {
            return Optional.of(new ShapeInstructions.SplitChannels(in, out, site.usedOutputs()));
        } else if (name.equals("concat") && LAST_AXES.contains(iArgs[0])) {
            return Optional.of(new ShapeInstructions.ConcatChannels(in, out));
        } else if (name.equals("reshape")) {
            // The first argument is minus the ordering's character.
            return Optional.of(new ShapeInstructions.Reshape(in, out, Arrays.copyOfRange(iArgs, 1, iArgs.length)));
        } else if (name.equals("permute")) {
            return Optional.of(new ShapeInstructions.Permute(in, out, iArgs));
        } else if (name.equals("identity")) {
            return Optional.of(new PointwiseInstructions.Affine(in, out, 1, 0));
        } else if (POOLS.contains(name)) {
            return Optional.of(new DenseInstructions.Pool2d(in, out, name, iArgs));
        } else if (name.equals("upsampling2d")) {
            // Its gradient needs no factor: the shapes say it.
            return Optional.of(new NativeInstruction(
                    in, out, NativeCall.of(name, iArgs), NativeCall.of(name + "_bp", iArgs[iArgs.length - 1])));
        } else if (NATIVE.containsKey(name)) {
            double[] tArgs = custom.tArgs();
            boolean[] bArgs = custom.bArgs();
            return Optional.of(new NativeInstruction(
                    in,
                    out,
                    new NativeCall(name, iArgs, tArgs, bArgs),
                    new NativeCall(NATIVE.get(name), iArgs, tArgs, bArgs)));
        }
        return Optional.empty();
    }

    private static Optional<Instruction> scalar(String name, double number, int[] in, int[] out) {
        return switch (name) {
            case "relu" -> relu(Nonlinearity.RELU, number, in, out);
            case "relu6" -> relu(Nonlinearity.RELU6, number, in, out);
            case "add_scalar" -> Optional.of(new PointwiseInstructions.Affine(in, out, 1, number));
            case "sub_scalar" -> Optional.of(new PointwiseInstructions.Affine(in, out, 1, -number));
            case "mul_scalar" -> Optional.of(new PointwiseInstructions.Affine(in, out, number, 0));
            case "div_scalar" -> Optional.of(new PointwiseInstructions.Affine(in, out, 1 / number, 0));
            default -> Optional.empty();
        };
    }

    private static Optional<Instruction> relu(Nonlinearity function, double cutoff, int[] in, int[] out) {
        return cutoff == 0 ? Optional.of(new PointwiseInstructions.Activate(in, out, function)) : Optional.empty();
    }

    private static Optional<Instruction> mean(BaseReduceOp mean, Site site) {
        int[] dimensions =
                mean.getDimensions() == null ? new int[0] : mean.getDimensions().clone();
        Arrays.sort(dimensions);
        if (mean.isKeepDims()) {
            return Optional.empty();
        }
        if (Arrays.equals(dimensions, new int[] {1, 2})) {
            return Optional.of(new DenseInstructions.Mean(site.inputs(), site.outputs(), false));
        }
        if (Arrays.equals(dimensions, new int[] {1, 2, 3})) {
            return Optional.of(new DenseInstructions.Mean(site.inputs(), site.outputs(), true));
        }
        return Optional.empty();
    }
}
