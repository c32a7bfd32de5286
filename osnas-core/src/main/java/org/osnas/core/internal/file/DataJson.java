package org.osnas.core.internal.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;

/** A {@link DataDescription} as JSON: {@code data.json} of a run folder, metadata of exported networks. */
public final class DataJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Shape.class, ToStringSerializer.instance)
                    .addDeserializer(Shape.class, new ShapeReader()))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private DataJson() {}

    public static ObjectNode write(DataDescription data) {
        return MAPPER.valueToTree(data);
    }

    /**
     * The description that {@link #write} wrote.
     *
     * @param name of the text, for messages
     * @throws BadInputException if it is none
     */
    public static DataDescription read(String name, JsonNode json) {
        try {
            return MAPPER.treeToValue(json, DataDescription.class);
        } catch (JsonProcessingException e) {
            String reason = e.getCause() instanceof BadInputException bad ? bad.getMessage() : e.getOriginalMessage();
            throw new BadInputException("%s does not describe data: %s".formatted(name, reason), e);
        }
    }

    private static final class ShapeReader extends FromStringDeserializer<Shape> {
        private static final long serialVersionUID = 1;

        ShapeReader() {
            super(Shape.class);
        }

        @Override
        protected Shape _deserialize(String value, com.fasterxml.jackson.databind.DeserializationContext context) {
            return Shape.parse(value);
        }
    }
}
