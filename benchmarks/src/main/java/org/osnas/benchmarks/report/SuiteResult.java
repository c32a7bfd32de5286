package org.osnas.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a suite found.
 *
 * @param markdown its tables, for {@link ResultsPage}
 * @param ratios in short, for {@link RatioTable}
 * @param details everything that was measured
 */
public record SuiteResult(String suite, String markdown, List<RatioLine> ratios, Map<String, Object> details) {

    /** Key of the ratios; details may have their own under {@code ratios}. */
    static final String RATIOS = "ratioLines";

    /** Of a suite that has no part in the page: its ratios go where the script looks for them. */
    public static void writeRatios(String suite, List<RatioLine> ratios, Map<String, Object> details)
            throws IOException {
        new SuiteResult(suite, "", ratios, details).write(Path.of("target", "results", suite + ".json"));
    }

    /** Writes it as JSON, with the host. */
    public void write(Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suite", suite);
        document.put("host", HostDescription.here());
        document.put(RATIOS, ratios);
        document.putAll(details);
        document.put("markdown", markdown);
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), document);
        System.err.println("written: " + file);
    }
}
