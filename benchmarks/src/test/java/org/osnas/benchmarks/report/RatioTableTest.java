package org.osnas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioTableTest {

    @TempDir
    Path folder;

    @Test
    void aSuitesRatiosAreReadAgainAsTheyWereWritten() throws Exception {
        List<RatioLine> lines = List.of(
                new RatioLine("a to b", 126.2, 180.3, "ms", "≤ 0.85"), new RatioLine("c to d", 0.0625, 4, "s", ""));
        new SuiteResult("peers", "", lines, Map.of("ratios", 7)).write(folder.resolve("peers.json"));

        assertThat(RatioTable.read(folder, "peers")).isEqualTo(lines);
        assertThat(RatioTable.text(lines).lines().map(l -> l.replaceAll(" +", " ")))
                .containsExactly(
                        "", "ratios value aim of to", "a to b 0.70 ≤ 0.85 126.2 180.3 ms", "c to d 0.02 0.063 4.000 s");
    }

    @Test
    void nothingIsSaidWithoutRatios() throws Exception {
        assertThat(RatioTable.text(RatioTable.read(folder, "cost"))).isEmpty();
    }

    @Test
    void layersAreSummedAndSidesHaveTheSameThreads() throws Exception {
        jmh(
                measured("kernels.ConvolutionBenchmark.inputGradientDirect", "\"layer\": \"A\", \"threads\": \"1\"", 1),
                measured(
                        "kernels.ConvolutionBenchmark.weightGradientDirect", "\"layer\": \"A\", \"threads\": \"1\"", 2),
                measured("kernels.ConvolutionBenchmark.bothGradientsNative", "\"layer\": \"A\", \"threads\": \"1\"", 8),
                measured("kernels.ConvolutionBenchmark.inputGradientDirect", "\"layer\": \"B\", \"threads\": \"1\"", 3),
                measured(
                        "kernels.ConvolutionBenchmark.weightGradientDirect", "\"layer\": \"B\", \"threads\": \"1\"", 4),
                measured("kernels.ConvolutionBenchmark.bothGradientsNative", "\"layer\": \"B\", \"threads\": \"1\"", 2),
                measured(
                        "kernels.ConvolutionBenchmark.bothGradientsNative", "\"layer\": \"A\", \"threads\": \"2\"", 9));

        assertThat(RatioTable.read(folder, "kernels"))
                .containsExactly(
                        new RatioLine("convolution backward, ours to ND4J's, 2 layers, threads 1", 10, 10, "ms", ""));
    }

    @Test
    void aLayerThatFailedOnOneSideCountsOnNone() throws Exception {
        jmh(
                measured("kernels.ConvolutionBenchmark.forwardDirect", "\"layer\": \"A\"", 1),
                measured("kernels.ConvolutionBenchmark.forwardNative", "\"layer\": \"A\"", 2),
                measured("kernels.ConvolutionBenchmark.forwardDirect", "\"layer\": \"B\"", 5));

        assertThat(RatioTable.read(folder, "kernels"))
                .containsExactly(new RatioLine("convolution forward, ours to ND4J's", 1, 2, "ms", ""));
    }

    @Test
    void aParameterMayBeWhatIsCompared() throws Exception {
        jmh(
                measured("step.StepBenchmark.step", "\"path\": \"STANDALONE\", \"threads\": \"2\"", 10),
                measured("step.StepBenchmark.step", "\"path\": \"SINGLE\", \"threads\": \"2\"", 12));

        assertThat(RatioTable.read(folder, "kernels"))
                .containsExactly(new RatioLine("step of a supernet to the network alone, threads 2", 12, 10, "ms", ""));
    }

    private void jmh(String... measured) throws Exception {
        Files.writeString(folder.resolve("kernels.jmh.json"), "[" + String.join(",", measured) + "]");
    }

    private static String measured(String benchmark, String parameters, int score) {
        return """
                {"benchmark": "org.osnas.benchmarks.%s", "params": {%s},
                 "primaryMetric": {"score": %d, "scoreUnit": "ms/op"}}
                """
                .formatted(benchmark, parameters, score);
    }
}
