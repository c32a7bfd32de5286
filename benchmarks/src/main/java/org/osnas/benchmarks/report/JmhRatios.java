package org.osnas.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which measurements of JMH are sides of one ratio. */
final class JmhRatios {

    /** Summed over: one ratio for all layers is what a reader can keep in mind. */
    private static final String LAYER = "layer";

    /**
     * One side: the sum of benchmarks.
     *
     * @param where parameters that it is measured with; the others must be equal on both sides
     */
    private record Side(List<String> benchmarks, Map<String, String> where) {
        static Side of(String... benchmarks) {
            return new Side(List.of(benchmarks), Map.of());
        }

        static Side with(String benchmark, String parameter, String value) {
            return new Side(List.of(benchmark), Map.of(parameter, value));
        }
    }

    private record Pair(String name, Side left, Side right) {}

    /** The time of one side at one layer, and how many of its benchmarks it is the sum of. */
    private record Sum(double score, int count, String unit) {}

    private static final List<Pair> PAIRS = List.of(
            kernel("convolution forward", "ConvolutionBenchmark.forward", "Direct"),
            new Pair(
                    "convolution backward, ours to ND4J's",
                    Side.of("ConvolutionBenchmark.inputGradientDirect", "ConvolutionBenchmark.weightGradientDirect"),
                    Side.of("ConvolutionBenchmark.bothGradientsNative")),
            kernel("batch statistics", "BatchNormBenchmark.statistics", "Java"),
            new Pair(
                    "batch normalisation forward, ours with ReLU6 to ND4J's without",
                    Side.of("BatchNormBenchmark.forwardRelu6Java"),
                    Side.of("BatchNormBenchmark.forwardNative")),
            new Pair(
                    "batch normalisation backward, ours with ReLU6 to ND4J's without",
                    Side.of("BatchNormBenchmark.backwardRelu6Java"),
                    Side.of("BatchNormBenchmark.backwardNative")),
            kernel("h-swish", "PointwiseBenchmark.hSwish", "Java"),
            kernel("channel shuffle", "PointwiseBenchmark.shuffle", "Java"),
            kernel("residual", "PointwiseBenchmark.residual", "Java"),
            kernel("PReLU forward", "PointwiseBenchmark.prelu", "Java"),
            kernel("PReLU backward", "PointwiseBenchmark.preluBackward", "Java"),
            kernel("mean of maps forward", "SqueezeExciteBenchmark.mean", "Java"),
            kernel("mean of maps backward", "SqueezeExciteBenchmark.meanBackward", "Java"),
            kernel("scaling of maps forward", "SqueezeExciteBenchmark.scale", "Java"),
            kernel("scaling of maps backward", "SqueezeExciteBenchmark.scaleBackward", "Java"),
            new Pair(
                    "step of a supernet to the network alone",
                    Side.with("StepBenchmark.step", "path", "SINGLE"),
                    Side.with("StepBenchmark.step", "path", "STANDALONE")),
            new Pair(
                    "step of all candidates to one path",
                    Side.with("StepBenchmark.step", "path", "WEIGHTED"),
                    Side.with("StepBenchmark.step", "path", "SINGLE")),
            new Pair(
                    "population one by one to together",
                    Side.of("EvaluationBenchmark.oneByOne"),
                    Side.of("EvaluationBenchmark.together")),
            new Pair(
                    "cost of a changed gene to a whole architecture",
                    Side.of("CostBenchmark.changedGene"),
                    Side.of("CostBenchmark.one")),
            new Pair(
                    "cost of one of a population to one alone",
                    Side.of("CostBenchmark.population"),
                    Side.of("CostBenchmark.one")),
            new Pair(
                    "reading a table to computing it",
                    Side.of("TableLoadBenchmark.read"),
                    Side.of("TableLoadBenchmark.analytic")));

    private JmhRatios() {}

    private static Pair kernel(String name, String benchmark, String ours) {
        return new Pair(name + ", ours to ND4J's", Side.of(benchmark + ours), Side.of(benchmark + "Native"));
    }

    /**
     * The ratios that a file of JMH holds both sides of.
     *
     * @param benchmarks the array that JMH writes
     */
    static List<RatioLine> of(JsonNode benchmarks) {
        List<RatioLine> lines = new ArrayList<>();
        for (Pair pair : PAIRS) {
            Map<String, Map<String, Sum>> right = sums(benchmarks, pair.right());
            sums(benchmarks, pair.left()).forEach((parameters, layers) -> {
                Map<String, Sum> base = right.getOrDefault(parameters, Map.of());
                // Where a benchmark failed, the layer counts on neither side.
                List<String> both = layers.keySet().stream()
                        .filter(layer -> layers.get(layer).count()
                                == pair.left().benchmarks().size())
                        .filter(layer -> base.containsKey(layer)
                                && base.get(layer).count()
                                        == pair.right().benchmarks().size())
                        .toList();
                if (!both.isEmpty()) {
                    lines.add(new RatioLine(
                            pair.name() + (both.size() > 1 ? ", " + both.size() + " layers" : "") + parameters,
                            total(layers, both),
                            total(base, both),
                            base.get(both.get(0)).unit(),
                            ""));
                }
            });
        }
        return lines;
    }

    private static double total(Map<String, Sum> layers, List<String> of) {
        return of.stream().mapToDouble(layer -> layers.get(layer).score()).sum();
    }

    /** By the parameters that are left, then by layer. */
    private static Map<String, Map<String, Sum>> sums(JsonNode benchmarks, Side side) {
        Map<String, Map<String, Sum>> sums = new LinkedHashMap<>();
        for (JsonNode benchmark : benchmarks) {
            String name = benchmark.path("benchmark").asText();
            Map<String, String> parameters = new TreeMap<>();
            benchmark
                    .path("params")
                    .properties()
                    .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
            if (side.benchmarks().stream().noneMatch(b -> name.endsWith("." + b))
                    || !parameters.entrySet().containsAll(side.where().entrySet())) {
                continue;
            }
            JsonNode metric = benchmark.path("primaryMetric");
            String unit = metric.path("scoreUnit").asText().replace("/op", "");
            String layer = parameters.getOrDefault(LAYER, "");
            sums.computeIfAbsent(text(parameters, side), p -> new LinkedHashMap<>())
                    .merge(
                            layer,
                            new Sum(metric.path("score").asDouble(), 1, unit),
                            (a, b) -> new Sum(a.score() + b.score(), a.count() + b.count(), unit));
        }
        return sums;
    }

    private static String text(Map<String, String> parameters, Side side) {
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (!name.equals(LAYER) && !side.where().containsKey(name)) {
                text.append(", ").append(name).append(' ').append(value);
            }
        });
        return text.toString();
    }
}
