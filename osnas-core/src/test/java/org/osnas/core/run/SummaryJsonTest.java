package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Part;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Split;

class SummaryJsonTest {

    private static final List<Part> PARTS = List.of(new Part(Split.TRAIN, 3, List.of(new Count("Füchse", 3))));

    @Test
    void aSummaryComesBackAsItWasWritten() throws IOException {
        DataSummary full = new DataSummary(
                PARTS,
                Optional.of(new Sizes(new Range(1, 2, 3), new Range(4, 5, 6))),
                List.of(new Finding(Kind.BROKEN, "files", 2, List.of("a b.png", "c.png"))));
        DataSummary plain = new DataSummary(PARTS, Optional.empty(), List.of());
        for (DataSummary summary : List.of(full, plain)) {
            String text = SummaryJson.write(summary).toString();
            assertThat(SummaryJson.read("it", new ObjectMapper().readTree(text)))
                    .isEqualTo(summary);
            try (RunStore store = RunStore.inMemory()) {
                assertThat(store.summary()).isEmpty();
                store.write(summary);
                assertThat(store.summary()).contains(summary);
            }
        }
    }

    @Test
    void otherJsonIsRefused() throws IOException {
        var other = new ObjectMapper().readTree("{\"parts\": [{\"split\": \"smells\"}]}");
        assertThatThrownBy(() -> SummaryJson.read("data-summary.json", other))
                .hasMessageContaining("data-summary.json is no summary of data")
                .hasMessageContaining("smells");
        assertThatThrownBy(() -> SummaryJson.read("x", new ObjectMapper().readTree("{}")))
                .hasMessageContaining("x is no summary of data");
    }
}
