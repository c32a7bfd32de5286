package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the components that a configuration can name. */
@Command(
        name = "list",
        description = "Print the components that a configuration can name.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description =
                    "spaces, training-strategies, search-strategies, tasks, criteria or dataflows (default: all).")
    private String kind;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Registry registry = Registry.standard();
        List<Kind<?>> kinds = kinds();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            kinds.forEach(k -> root.set(k.plural(), json(registry, k)));
            out.println(Json.text(root));
        } else {
            kinds.forEach(k -> out.print(text(registry, k)));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private List<Kind<?>> kinds() {
        List<Kind<?>> all = new ArrayList<>(Kind.all());
        if (kind == null) {
            return all;
        }
        List<String> known = all.stream().<String>map(Kind::plural).toList();
        if (!known.contains(kind)) {
            throw new UnknownNameException("Unknown kind '%s'".formatted(kind), kind, known);
        }
        all.removeIf(k -> !k.plural().equals(kind));
        return all;
    }

    private static ArrayNode json(Registry registry, Kind<?> kind) {
        ArrayNode list = Json.array();
        for (Component component : registry.all(kind)) {
            ObjectNode entry = list.addObject();
            entry.put("name", component.name());
            entry.put("description", component.description());
            if (component instanceof SpaceProvider space) {
                entry.set("input", Json.of(space.defaultInput()));
                entry.put("classes", space.defaultClasses());
            }
        }
        return list;
    }

    private static String text(Registry registry, Kind<?> kind) {
        int width = registry.all(kind).stream()
                .mapToInt(component -> component.name().length())
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder(kind.plural()).append(System.lineSeparator());
        for (Component component : registry.all(kind)) {
            text.append(("  %-" + width + "s  %s").formatted(component.name(), component.description()))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
