package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.osnas.api.search.SearchContext;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Setting;
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
        description = "Print the components that a configuration can name, or the settings of one.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND|NAME",
            description =
                    "spaces, training-strategies, search-strategies, scorers, tasks, criteria, dataflows or runtimes"
                            + " (default: all); or the name of a component, for its settings.")
    private String what;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "A component of that kind.")
    private String name;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Registry registry = Registry.standard();
        List<Kind<?>> kinds = new ArrayList<>(Kind.all());
        Optional<Kind<?>> kind =
                kinds.stream().filter(k -> k.plural().equals(what)).findFirst();
        if (kind.isPresent()) {
            kinds.retainAll(List.of(kind.get()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (what == null || kind.isPresent() && name == null) {
            if (json) {
                ObjectNode root = Json.object();
                kinds.forEach(k -> root.set(k.plural(), json(registry, k)));
                out.println(Json.text(root));
            } else {
                kinds.forEach(k -> out.print(text(registry, k)));
            }
        } else {
            settings(registry, kinds, kind.isPresent() ? name : what, out);
        }
        out.flush();
        return ExitStatus.DONE;
    }

    /** Several kinds may have a component of one name. */
    private void settings(Registry registry, List<Kind<?>> kinds, String wanted, PrintWriter out) {
        ArrayNode found = Json.array();
        TreeSet<String> known = new TreeSet<>();
        for (Kind<?> kind : kinds) {
            known.add(kind.plural());
            for (Component component : registry.all(kind)) {
                known.add(component.name());
                if (component.name().equals(wanted)) {
                    List<Setting> settings = Registry.settings(component, SearchContext.DEFAULT_TRIALS);
                    ObjectNode entry = found.addObject();
                    entry.put("kind", kind.word());
                    entry.put("name", component.name());
                    entry.put("description", component.description());
                    entry.set("settings", ComponentSettings.json(settings));
                    if (!json) {
                        out.printf("%s %s: %s%n", kind.word(), component.name(), component.description());
                        out.print(
                                settings.isEmpty()
                                        ? "    no settings%n".formatted()
                                        : ComponentSettings.text(settings));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new UnknownNameException("Unknown kind or component '%s'".formatted(wanted), wanted, known);
        }
        if (json) {
            out.println(Json.text(found));
        }
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
