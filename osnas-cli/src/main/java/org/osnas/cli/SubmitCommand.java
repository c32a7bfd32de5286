package org.osnas.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs another command whose jobs go to Apache Spark; this process is their driver. */
@Command(
        name = "submit",
        description = "Run a command whose jobs go to Apache Spark; the results are the same.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Executors must see the folders of this machine that the command reads and writes, under the same paths.",
            "Example: osnas submit --master 'local-cluster[2,1,1024]' table scores -c examples/tiny.yaml --seeds 2 -o s.csv"
        })
final class SubmitCommand implements Callable<Integer> {

    /** System property with the runner that commands have unless they are told. */
    static final String RUNNER = "osnas.runner";

    /** Its name. */
    static final String SPARK = "spark";

    private static final String MASTER = "spark.master";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Where Spark runs: spark://HOST:7077; local-cluster[N,CORES,MB] for N executors on this machine.")
    private String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A property of Spark, such as spark.executor.memory=2g.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command with its options.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireSpark();
        Map<String, String> all = new LinkedHashMap<>(properties);
        if (master != null) {
            all.put(MASTER, master);
        }
        all.put(RUNNER, SPARK);
        List<String> words = new ArrayList<>();
        Osnas.plugins(spec).forEach(jar -> words.addAll(List.of("--plugin", jar.toString())));
        words.addAll(command);
        all.forEach(System::setProperty);
        try {
            return Osnas.run(
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr(),
                    Osnas.clock(spec),
                    words.toArray(String[]::new));
        } finally {
            all.keySet().forEach(System::clearProperty);
        }
    }

    /**
     * Checks that Spark is there, which other commands do not load.
     *
     * @throws BadInputException if it is not
     */
    static void requireSpark() {
        if (Registry.standard().all(Kind.RUNNER).stream()
                .noneMatch(p -> p.name().equals(SPARK))) {
            throw new BadInputException("Spark is not loaded. Begin the command so: " + Invocation.name()
                    + " submit --master URL COMMAND…, in a clone or with the distribution osnas-spark");
        }
    }
}
