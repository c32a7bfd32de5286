package org.osnas.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeerReportTest {

    private static Measurement measurement(Mode mode, ContenderKind kind, List<Double> losses, Double... wall) {
        return new Measurement(
                mode.label(),
                kind.label(),
                "engine",
                1,
                64,
                losses,
                0,
                List.of(wall),
                List.of(wall[0]),
                List.of(1.0),
                List.of(10.0),
                1_000_000,
                200_000);
    }

    private static final Measurement OURS =
            measurement(Mode.SINGLE, ContenderKind.OSNAS, List.of(2.0, 1.0), 10.0, 30.0, 20.0);

    @Test
    void ratiosAreOfMedians() {
        Measurement torch = measurement(Mode.SINGLE, ContenderKind.TORCH_NCHW, List.of(2.0, 1.0), 80.0, 100.0, 50.0);
        assertThat(PeerReport.of(List.of(OURS, torch)).ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.wall()).isEqualTo(0.25);
            assertThat(ratio.cpu()).isEqualTo(0.125);
            assertThat(ratio.target()).isEqualTo(0.45);
            assertThat(ratio.computesTheSame()).isTrue();
        });
    }

    @Test
    void differentLossesAreReported() {
        Measurement torch = measurement(Mode.SINGLE, ContenderKind.TORCH_NCHW, List.of(2.0, 1.01), 80.0);
        PeerReport report = PeerReport.of(List.of(OURS, torch));
        assertThat(report.ratios().get(0).computesTheSame()).isFalse();
        assertThat(report.table()).contains("NOT THE SAME");
    }

    @Test
    void onlyTheFirstLossOfASupernetIsTheNetworksOwn() {
        Measurement supernet = measurement(Mode.SUPERNET, ContenderKind.OSNAS, List.of(2.0, 7.0), 21.0);
        PeerReport report = PeerReport.of(List.of(OURS, supernet));
        assertThat(report.ratios().get(0).computesTheSame()).isTrue();
        assertThat(report.ratios().get(0).wall()).isEqualTo(1.05);
    }

    @Test
    void theWeightsOfASupernetDoNotCountAsItsMemory() {
        Measurement supernet = measurement(Mode.SUPERNET, ContenderKind.OSNAS, List.of(2.0), 21.0);
        assertThat(PeerReport.of(List.of(OURS, supernet)).ratios().get(0).memory())
                .isEqualTo(0.8);
    }
}
