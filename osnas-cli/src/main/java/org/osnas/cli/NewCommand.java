package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.api.spi.UnknownNameException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a project with a component of the user's own. */
@Command(
        name = "new",
        description = "Begin a Maven project with a component of your own, which works and passes its contract test.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas new search-strategy my-climb"})
final class NewCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "search-strategy, training-strategy, space, task, criterion or dataflow.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name that configurations use: my-climb")
    private String name;

    @Option(names = "-o", paramLabel = "DIR", description = "Folder of the project (default: its name).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PluginProject project = new PluginProject(kind(), name);
        Path target = directory != null ? directory : Path.of(name);
        project.write(target);
        PrintWriter out = spec.commandLine().getOut();
        project.files().keySet().forEach(file -> out.println(target.resolve(file)));
        out.println();
        out.println("Build it, then try it in your clone of OSNAS:");
        out.println("  (cd " + target + " && mvn package)");
        out.println("  " + Invocation.name() + " "
                + project.trial(target.resolve("target/" + name + ".jar").toString()));
        out.println("If the build does not find OSNAS, install it once: mvn -DskipTests install in the clone.");
        out.flush();
        return ExitStatus.DONE;
    }

    private PluginKind kind() {
        List<String> words =
                Arrays.stream(PluginKind.values()).map(PluginKind::toString).toList();
        return Arrays.stream(PluginKind.values())
                .filter(known -> known.toString().equals(kind))
                .findFirst()
                .orElseThrow(
                        () -> new UnknownNameException("Unknown kind of component '%s'".formatted(kind), kind, words));
    }
}
