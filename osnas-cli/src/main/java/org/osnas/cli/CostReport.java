package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.report.Numbers;
import org.osnas.report.Table;

/**
 * Costs of some architectures of a space, and the extremes of the space, as JSON and as a table.
 */
record CostReport(SearchSpace space, CostModel costs, List<Architecture> architectures) {

    ObjectNode json() {
        ObjectNode root = Json.object();
        root.put("space", space.name());
        root.set("input", Json.of(space.input()));
        OptionalInt classes = classes();
        if (classes.isPresent()) {
            root.put("classes", classes.getAsInt());
        } else {
            ObjectNode outputs = root.putObject("outputs");
            space.outputs().forEach((name, shape) -> outputs.set(name, Json.of(shape)));
        }
        root.put("size", space.size().toString());
        ArrayNode list = root.putArray("architectures");
        for (Architecture architecture : architectures) {
            ObjectNode entry = list.addObject();
            entry.set("arch", Json.of(architecture));
            Json.costs(entry, costs.costs(space.canonical(architecture)));
        }
        root.set("min", Json.costs(Json.object(), extreme(LookupTable::min)));
        root.set("max", Json.costs(Json.object(), extreme(LookupTable::max)));
        return root;
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("cheapest", extreme(LookupTable::min)));
        rows.add(row("dearest", extreme(LookupTable::max)));
        architectures.forEach(a -> rows.add(row(a.toString(), costs.costs(space.canonical(a)))));
        String[] titles = costs.tables().stream().map(CostReport::title).toArray(String[]::new);
        Table table = new Table(Table.of("", titles).columns(), rows);
        return "%s, input %s, %s, %d layers, %s architectures%n%s"
                .formatted(space.name(), space.input(), outputs(), space.depth(), space.size(), table.text());
    }

    private String outputs() {
        OptionalInt classes = classes();
        return classes.isPresent()
                ? classes.getAsInt() + " classes"
                : "outputs "
                        + space.outputs().entrySet().stream()
                                .map(output -> output.getKey() + " " + output.getValue())
                                .collect(Collectors.joining(", "));
    }

    private OptionalInt classes() {
        Shape logits = space.outputs().get(ClassificationHead.LOGITS);
        return logits == null ? OptionalInt.empty() : OptionalInt.of(logits.channels());
    }

    private static String title(LookupTable table) {
        String unit = table.metric().unit();
        String name = table.metric().name();
        return unit.equalsIgnoreCase(name) || unit.equals("MACs") || unit.equals("parameters")
                ? name
                : name + " (" + unit + ")";
    }

    private Map<String, Double> extreme(ToDoubleFunction<LookupTable> which) {
        Map<String, Double> values = new LinkedHashMap<>();
        costs.tables().forEach(table -> values.put(table.metric().name(), which.applyAsDouble(table)));
        return values;
    }

    private static List<String> row(String name, Map<String, Double> values) {
        List<String> row = new ArrayList<>(List.of(name));
        values.values().forEach(value -> row.add(Numbers.cost(value)));
        return row;
    }
}
