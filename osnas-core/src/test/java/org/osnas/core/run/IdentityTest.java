package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.osnas.core.file.FileException;

class IdentityTest {

    private static final RunDescription CONFIG = RunDescription.configured(
            """
            seed: 5
            space:
              name: fbnet-s
              settings:
                task: none
            task:
              name: image-classification
            data:
              name: idx
            search:
              tables:
              - table-latency.json
              budget:
                macs: [0, 10]
            """);

    private static ObjectNode written(Identity identity) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        identity.write(node);
        return node;
    }

    @Test
    void theSameTextIsTheSameIdentity() {
        Identity identity = new Identity("seed: 1\n").and("steps: 5");

        assertThat(identity.text()).isEqualTo("seed: 1\nsteps: 5\n");
        assertThat(identity.hash()).hasSize(64).isEqualTo(new Identity("seed: 1\nsteps: 5\n").hash());
        assertThatCode(() -> identity.require(written(identity), "It")).doesNotThrowAnyException();
    }

    @Test
    void anotherIsRefusedNamingWhatDiffers() {
        ObjectNode other = written(new Identity("seed: 1\nsteps: 5\n"));

        assertThatThrownBy(() -> new Identity("seed: 1\nsteps: 6\n").require(other, "Checkpoint x"))
                .isInstanceOf(FileException.class)
                .hasMessage("Checkpoint x belongs to another run: it was computed for 'steps: 5', but this run has"
                        + " 'steps: 6'. Put the one of this run back, or delete it to compute it again.");
    }

    @Test
    void whatHasNoIdentityIsRefused() {
        assertThatThrownBy(
                        () -> new Identity("seed: 1\n").require(JsonNodeFactory.instance.objectNode(), "scores.jsonl"))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("'seed: 1'");
    }

    @Test
    void aBeginningMayHaveFurtherLines() {
        ObjectNode whole = written(new Identity("seed: 1\nspace: a\narchitecture: 0,1\n"));

        assertThatCode(() -> new Identity("seed: 1\nspace: a\n").requireBeginning(whole, "It"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Identity("seed: 1\nspace: b\n").requireBeginning(whole, "It"))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("'space: a'")
                .hasMessageContaining("'space: b'");
    }

    @Test
    void theDescriptionOfAConfigurationHasParts() {
        assertThat(CONFIG.about("seed", "data")).isEqualTo("seed: 5\ndata:\n  name: idx\n");
        assertThat(CONFIG.about("search"))
                .isEqualTo("search:\n  tables:\n  - table-latency.json\n  budget:\n    macs: [0, 10]\n");
    }

    @Test
    void theDescriptionOfAProgramHasParts() {
        RunDescription values = RunDescription.assembled(
                "data: A, 5 batches\nsearch: 3 trials\nsearch.budget.conv_macs: 0 to 5\nseed: 1\nsupernet: X\nsupernet.strategy: Y\n");

        assertThat(values.about("supernet", "seed")).isEqualTo("seed: 1\nsupernet: X\nsupernet.strategy: Y\n");
        assertThat(values.about("search")).isEqualTo("search: 3 trials\nsearch.budget.conv_macs: 0 to 5\n");
    }

    @Test
    void aDescriptionWithoutPartsIsAboutAllOfIt() {
        RunDescription own = RunDescription.assembled("the run of my program\n");

        assertThat(own.about("seed", "space")).isEqualTo("the run of my program\n");
    }
}
