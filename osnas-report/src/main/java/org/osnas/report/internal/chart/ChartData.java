package org.osnas.report.internal.chart;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of a page as one JSON text that a script element can hold. */
public final class ChartData {

    private static final MathContext DIGITS = new MathContext(7);
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new Rounded())
                    .addSerializer(double.class, new Rounded())
                    .addSerializer(double[].class, new RoundedArray()));

    private ChartData() {}

    /**
     * Of charts, which may refer to shared values.
     *
     * @param shared by name: the trials of a run
     */
    public static String json(List<Chart> charts, Map<String, Object> shared) {
        Map<String, Object> byId = new LinkedHashMap<>();
        charts.forEach(chart -> byId.put(chart.id(), Map.of("kind", chart.kind(), "data", chart.data())));
        Map<String, Object> all = new LinkedHashMap<>(shared);
        all.put("charts", byId);
        try {
            // No text in it can end the script element.
            return MAPPER.writeValueAsString(all).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Values can be written", e);
        }
    }

    private static void write(double value, JsonGenerator to) throws IOException {
        if (Double.isFinite(value)) {
            to.writeNumber(BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros());
        } else {
            to.writeNull();
        }
    }

    /** Seven digits are more than a chart shows. */
    private static final class Rounded extends StdSerializer<Double> {
        private static final long serialVersionUID = 1;

        Rounded() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator to, SerializerProvider provider) throws IOException {
            write(value, to);
        }
    }

    private static final class RoundedArray extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeStartArray();
            for (double value : values) {
                write(value, to);
            }
            to.writeEndArray();
        }
    }
}
