package org.osnas.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetupReportTest {

    private static Measurement measurement(SetupVariant variant, double wall, double cpu, Double... faults) {
        return new Measurement(
                "single",
                variant.label(),
                "osnas",
                2,
                64,
                List.of(1.0),
                0,
                List.of(wall - 1, wall, wall + 5),
                List.of(cpu),
                List.of(3.0, 4.0),
                List.of(faults),
                2_000_000,
                200_000);
    }

    @Test
    void ratiosAreToTheProcessWithoutSetUp() {
        SetupReport report = SetupReport.of(
                "some-space",
                List.of(
                        measurement(SetupVariant.NONE, 100, 160, 900.0, 1100.0),
                        measurement(SetupVariant.CALL, 50, 40, 0.0)));
        assertThat(report.ratios())
                .containsExactly(
                        new SetupReport.Ratio("none", 1, 1), new SetupReport.Ratio("ProcessSetup.apply()", 0.5, 0.25));
        assertThat(report.table())
                .contains("some-space, batch 64, 2 threads")
                .containsPattern("none .*100\\.0 .*160\\.0 .*3\\.5 .*1000 .*2 \\|");
    }

    @Test
    void theLaunchersEnvironmentIsBothSettings() {
        assertThat(SetupVariant.ENVIRONMENT.environment())
                .containsAllEntriesOf(SetupVariant.ALLOCATOR.environment())
                .containsAllEntriesOf(SetupVariant.OPENMP.environment())
                .hasSize(5);
    }

    @Test
    void onlyTheCallSetsUpWhatTheEnvironmentLeaves() {
        assertThat(SetupVariant.CALL.environment()).isEmpty();
        assertThat(SetupVariant.values()).allMatch(v -> (v.kind() == ContenderKind.OSNAS) == (v == SetupVariant.CALL));
    }
}
