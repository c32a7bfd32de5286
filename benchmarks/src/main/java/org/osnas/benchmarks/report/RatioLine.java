package org.osnas.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One ratio with both its sides, a line of {@link RatioTable}.
 *
 * @param name what is divided by what
 * @param left the numerator, in {@code unit}
 * @param right the denominator, in {@code unit}
 * @param aim what is wanted of the ratio, empty if nothing
 */
public record RatioLine(String name, double left, double right, String unit, String aim) {

    /** The ratio. */
    public double value() {
        return left / right;
    }

    static RatioLine read(JsonNode json) {
        return new RatioLine(
                json.path("name").asText(),
                json.path("left").asDouble(),
                json.path("right").asDouble(),
                json.path("unit").asText(),
                json.path("aim").asText());
    }
}
