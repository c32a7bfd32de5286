package org.osnas.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Pool;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SqueezeExcite;
import org.osnas.api.space.Zero;
import org.osnas.engine.optim.OptimizerConfig;

/**
 * Renders a space to TorchScript: one method that is a whole training step of all its candidates (forward, criterion,
 * gradients, PyTorch's fused SGD). A layer with one candidate runs it; a layer with several mixes them.
 *
 * <p>The trained arrays come as {@code w}, without gradient history as {@code d}, their momentum as {@code m}, running
 * statistics as {@code s}, mixture weights (if there are any) as {@code p}; one tensor for each in the order of {@link TorchParameters}.
 */
final class TorchCode {

    private static final String SIGNATURE =
            """
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Net,
                x: Tensor,
                y: Tensor,
                w: List[Tensor],
                d: List[Tensor],
                m: List[Tensor],
                s: List[Tensor]%s) -> List[Tensor]:
            """;

    private final StringBuilder code = new StringBuilder();
    private int values;
    private int trained;
    private int statistics;

    private TorchCode() {}

    static String trainingStep(SearchSpace space, OptimizerConfig sgd, double rate) {
        TorchCode writer = new TorchCode();
        boolean mixed = space.layers().stream().anyMatch(layer -> layer.size() > 1);
        writer.code.append(SIGNATURE.formatted(mixed ? ",\n    p: List[Tensor]" : ""));
        String current = writer.block(space.stem(), space.input(), "x");
        int mixtures = 0;
        for (int l = 0; l < space.depth(); l++) {
            List<Block> candidates = space.layers().get(l).candidates();
            List<String> outputs = new ArrayList<>();
            for (Block candidate : candidates) {
                outputs.add(writer.block(candidate, space.inputOf(l), current));
            }
            current = outputs.size() == 1 ? outputs.get(0) : writer.mix(outputs, mixtures++);
        }
        String output = writer.block(space.head().block(), space.inputOf(space.depth()), current);
        writer.finish(output, sgd, rate, mixed);
        return writer.code.toString();
    }

    private String mix(List<String> outputs, int mixture) {
        String sum = null;
        for (int i = 0; i < outputs.size(); i++) {
            String weight = let("torch.select(p[%d], 0, %d)", mixture, i);
            String term = let("torch.mul(%s, %s)", outputs.get(i), weight);
            sum = sum == null ? term : let("torch.add(%s, %s)", sum, term);
        }
        return sum;
    }

    private void finish(String output, OptimizerConfig sgd, double rate, boolean mixed) {
        line("loss = torch.cross_entropy_loss(%s, y)", output);
        line("given = torch.grad([loss], %s)", mixed ? "torch.add(w, p)" : "w");
        line("g = annotate(List[Tensor], [])");
        line("for i in range(torch.len(w)):");
        line("  _w = torch.append(g, unchecked_cast(Tensor, given[i]))");
        line("result = [torch.detach(loss)]");
        if (mixed) {
            line("for j in range(torch.len(p)):");
            line("  _p = torch.append(result, unchecked_cast(Tensor, given[torch.add(torch.len(w), j)]))");
        }
        line(
                "torch._fused_sgd_(d, g, m, weight_decay=%s, momentum=%s, lr=%s, dampening=0., nesterov=False,"
                        + " maximize=False, is_first_step=False)",
                sgd.weightDecay(), sgd.momentum(), rate);
        line("return result");
    }

    private String block(Block block, Shape input, String x) {
        List<Shape> shapes = block.shapes(input);
        int[] readers = new int[shapes.size()];
        block.nodes().forEach(n -> n.inputs().forEach(i -> readers[i]++));
        String[] names = new String[shapes.size()];
        names[0] = x;
        for (int n = 0; n < block.nodes().size(); n++) {
            Block.Node node = block.nodes().get(n);
            List<String> inputs = node.inputs().stream().map(i -> names[i]).toList();
            int first = node.inputs().get(0);
            // As torchvision does; what batch normalisation keeps for its gradient is its input, not its output.
            boolean inPlace = first > 0
                    && readers[first] == 1
                    && block.nodes().get(first - 1).layer() instanceof BatchNorm;
            names[n + 1] = layer(node.layer(), shapes.get(first), inputs, inPlace);
        }
        return names[block.output()];
    }

    private String layer(Layer layer, Shape shape, List<String> inputs, boolean inPlace) {
        String x = inputs.get(0);
        if (layer instanceof Conv2d conv) {
            String kernel = weight();
            String bias = conv.bias() ? weight() : "None";
            return convolution(x, kernel, bias, conv.kernel(), conv.stride(), conv.groups());
        } else if (layer instanceof DepthwiseConv2d conv) {
            return convolution(x, weight(), "None", conv.kernel(), conv.stride(), conv.channels());
        } else if (layer instanceof BatchNorm norm) {
            String affine = norm.affine() ? weight() + ", " + weight() : "None, None";
            return let(
                    "torch.batch_norm(%s, %s, %s, %s, True, %s, %s, False)",
                    x, affine, statistic(), statistic(), norm.momentum(), norm.epsilon());
        } else if (layer instanceof Activation activation) {
            return activation(activation.function(), x, inPlace ? "_" : "");
        } else if (layer instanceof Linear linear) {
            return let("torch.linear(%s, %s, %s)", x, weight(), linear.bias() ? weight() : "None");
        } else if (layer instanceof SqueezeExcite) {
            String squeezed = let("torch.linear(torch.mean(%s, [2, 3]), %s, %s)", x, weight(), weight());
            String gate = let("torch.linear(torch.relu_(%s), %s, %s)", squeezed, weight(), weight());
            return let("torch.mul(%s, torch.unsqueeze(torch.unsqueeze(torch.hardsigmoid(%s), 2), 3))", x, gate);
        } else if (layer instanceof ChannelShuffle shuffle) {
            int each = shape.channels() / shuffle.groups();
            String view = "[-1, %d, %d, %d, %d]".formatted(shuffle.groups(), each, shape.height(), shape.width());
            String flat = "[-1, %d, %d, %d]".formatted(shape.channels(), shape.height(), shape.width());
            return let("torch.reshape(torch.transpose(torch.reshape(%s, %s), 1, 2), %s)", x, view, flat);
        } else if (layer instanceof ChannelPart split) {
            int each = shape.channels() / split.parts();
            return let("torch.narrow(%s, 1, %d, %d)", x, split.index() * each, each);
        } else if (layer instanceof Pool pool) {
            return pool(pool, x);
        } else if (layer instanceof Zero zero) {
            Shape out = zero.outputShape(List.of(shape));
            return let(
                    "torch.new_zeros(%s, [torch.size(%s, 0), %d, %d, %d])",
                    x, x, out.channels(), out.height(), out.width());
        } else if (layer instanceof Dropout dropout) {
            return let("torch.dropout(%s, %s, True)", x, dropout.rate());
        }
        return switch (layer.kind()) {
            case "add" -> let("torch.add(%s, %s)", x, inputs.get(1));
            case "concat" -> let("torch.cat([%s], 1)", String.join(", ", inputs));
            case "l2_norm" -> let("torch.div(%s, torch.clamp_min(torch.norm(%s, 2, [1], True), 1e-12))", x, x);
            case "global_average_pool" -> let("torch.mean(%s, [2, 3])", x);
            default -> throw new IllegalArgumentException("PyTorch has no rendering of the layer " + layer);
        };
    }

    private String convolution(String x, String kernel, String bias, int size, int stride, int groups) {
        int pad = size / 2;
        return let(
                "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], %d)",
                x, kernel, bias, stride, stride, pad, pad, groups);
    }

    private String activation(Activation.Function function, String x, String inPlace) {
        return switch (function) {
            case RELU -> let("torch.relu%s(%s)", inPlace, x);
            case RELU6 -> let("torch.hardtanh%s(%s, 0., 6.)", inPlace, x);
            case PRELU -> let("torch.prelu(%s, %s)", x, weight());
            case H_SWISH -> let("torch.hardswish(%s)", x);
            case SIGMOID -> let("torch.sigmoid%s(%s)", inPlace, x);
        };
    }

    private String pool(Pool pool, String x) {
        int k = pool.kernel();
        int s = pool.stride();
        int pad = k / 2;
        String window = "%s, [%d, %d], [%d, %d], [%d, %d]".formatted(x, k, k, s, s, pad, pad);
        return pool.type() == Pool.Type.AVERAGE
                ? let("torch.avg_pool2d(%s, False, False)", window)
                : let("torch.max_pool2d(%s, [1, 1], False)", window);
    }

    private String weight() {
        return "w[" + trained++ + "]";
    }

    private String statistic() {
        return "s[" + statistics++ + "]";
    }

    private String let(String expression, Object... arguments) {
        String name = "v" + values++;
        line(name + " = " + expression, arguments);
        return name;
    }

    private void line(String text, Object... arguments) {
        code.append("    ")
                .append(arguments.length == 0 ? text : String.format(Locale.ROOT, text, arguments))
                .append('\n');
    }
}
