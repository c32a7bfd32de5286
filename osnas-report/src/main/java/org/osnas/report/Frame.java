package org.osnas.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osnas.report.internal.chart.Chart;
import org.osnas.report.internal.chart.ChartData;

/**
 * What surrounds the content of every page: its title, and what draws its charts. A page loads nothing; the library is
 * in it.
 *
 * @param data of the charts, JSON
 * @param use who shows it
 */
public record Frame(String title, String data, Use use) {

    /** Who shows a page. */
    enum Use {
        /** A browser that opened a file. */
        FILE,
        /** A browser that asks the page's server for what is new. */
        LIVE,
        /** Such a page, which has library and scripts already. */
        CONTENT
    }

    /** As the WebJar has it. */
    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    /** In this order: what all charts share, the charts, what draws them. */
    private static final List<String> SCRIPTS = List.of(
            "page",
            "format",
            "plane",
            "history",
            "front",
            "distribution",
            "ranks",
            "timeline",
            "importance",
            "slices",
            "pairs",
            "choices",
            "parallel",
            "network",
            "training",
            "curves",
            "matrix",
            "progress",
            "fronts",
            "found",
            "places",
            "apart",
            "fidelity",
            "latency",
            "selection",
            "keyboard",
            "draw");

    static Frame of(String title, List<Chart> charts, Map<String, Object> shared, Use use) {
        return new Frame(title, ChartData.json(charts, shared), use);
    }

    /** Whether the page asks its server. */
    public boolean live() {
        return use != Use.FILE;
    }

    /** Whether it has library and scripts. */
    public boolean whole() {
        return use != Use.CONTENT;
    }

    /** The library that draws: Apache ECharts. */
    public String library() {
        return read(LIBRARY);
    }

    /** The scripts of OSNAS. */
    public String scripts() {
        String all = SCRIPTS.stream().map(name -> read("js/" + name + ".js")).collect(Collectors.joining("\n"));
        return live() ? all + "\n" + read("js/watch.js") : all;
    }

    private static String read(String resource) {
        try (InputStream in = Frame.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
