package org.osnas.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;

class DataJsonTest {

    private static final DataDescription DATA = new DataDescription(
            new Shape(28, 28, 1),
            new Shape(32, 32, 3),
            Pixels.GREY,
            Resizing.STRETCH,
            new Normalization(List.of(1.0 / 3), List.of(0.1 + 0.2)),
            LabelKind.CLASS,
            List.of("T-shirt/top", "\"Bag\""));

    @Test
    void isReadAsItWasWrittenToTheLastBit() throws Exception {
        ObjectNode json = DataJson.write(DATA);
        assertThat(json.path("image").asText()).isEqualTo("28x28x1");
        assertThat(json.path("labels").asText()).isEqualTo("class");
        assertThat(DataJson.read("data.json", new ObjectMapper().readTree(json.toString())))
                .isEqualTo(DATA);
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        ObjectNode json = DataJson.write(DATA);
        json.remove("pixels");
        refused(json, "data.json", "pixels");
        refused(DataJson.write(DATA).put("labels", "smells"), "data.json", "smells");
        refused(DataJson.write(DATA).put("input", "20x32x1"), "cannot be made of examples of 28x28x1");
        refused(DataJson.write(DATA).put("input", "8"), "'8' is not an input shape");
    }

    private static void refused(ObjectNode json, String... parts) {
        assertThatThrownBy(() -> DataJson.read("data.json", json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
