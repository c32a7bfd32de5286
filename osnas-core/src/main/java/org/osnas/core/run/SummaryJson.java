package org.osnas.core.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary;

/** A {@link DataSummary} as JSON: {@code data-summary.json} of a run folder. */
final class SummaryJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** As in the file, where sizes may be missing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Stored(
            List<DataSummary.Part> parts, DataSummary.@Nullable Sizes sizes, List<DataSummary.Finding> findings) {}

    private SummaryJson() {}

    static ObjectNode write(DataSummary summary) {
        return MAPPER.valueToTree(new Stored(summary.parts(), summary.sizes().orElse(null), summary.findings()));
    }

    /**
     * The summary that {@link #write} wrote.
     *
     * @param name of the text, for messages
     * @throws BadInputException if it is none
     */
    static DataSummary read(String name, JsonNode json) {
        try {
            Stored stored = MAPPER.treeToValue(json, Stored.class);
            Check.that(json.has("parts") && json.has("findings"), "%s is no summary of data: it has no parts", name);
            return new DataSummary(stored.parts(), Optional.ofNullable(stored.sizes()), stored.findings());
        } catch (JsonProcessingException e) {
            throw new BadInputException("%s is no summary of data: %s".formatted(name, e.getOriginalMessage()), e);
        }
    }
}
