package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Exhibit;

class ExhibitJsonTest {

    private static final DataDescription DATA =
            DataDescription.ofClasses(new Shape(2, 1, 1), List.of("shirt", "coat", "bag"));

    private static JsonNode first(Exhibit exhibit) throws IOException {
        return ExhibitJson.write(List.of(exhibit), DATA).path("exhibits").path(0);
    }

    @Test
    void countsStandWithTheNamesOfTheirClasses() throws IOException {
        JsonNode node = first(new Exhibit.Matrix("Taken for", new int[][] {{3, 1, 0}, {2, 4, 0}, {0, 0, 5}}));
        assertThat(node.path("title").asText()).isEqualTo("Taken for");
        assertThat(node.path("matrix"))
                .hasToString("{\"names\":[\"shirt\",\"coat\",\"bag\"],\"counts\":[[3,1,0],[2,4,0],[0,0,5]]}");
    }

    @Test
    void aMistakeIsAPictureThatSaysWhatIsWrong() throws IOException {
        Exhibit.Mistake mistake = new Exhibit.Mistake(new float[] {0, 1}, 0, 1, 0.974);
        JsonNode picture = first(new Exhibit.Mistakes("Wrong", List.of(mistake)))
                .path("pictures")
                .path(0);
        assertThat(picture.path("caption").asText()).isEqualTo("shirt, taken for coat (0.97)");
        assertThat(picture.path("png").asText()).startsWith("iVBOR");
        assertThat(picture.path("frames")).isEmpty();
    }
}
