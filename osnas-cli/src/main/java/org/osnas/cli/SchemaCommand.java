package org.osnas.cli;

import java.io.PrintWriter;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a schema that editors check and complete files by, with the components of plug-ins too. */
@Command(
        name = "schema",
        description = "Print the JSON schema of a file, by which editors check and complete it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The clone has those of its own components in docs/schema. With plug-ins:",
            "Example: osnas schema run --plugin my.jar > run.schema.json"
        })
final class SchemaCommand implements Runnable {

    /** Files that have a schema. */
    private enum Document {
        RUN,
        COMPARISON,
        SPACE
    }

    @Parameters(paramLabel = "FILE", description = "run, comparison or space.")
    private Document document;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ConfigSchema schema = new ConfigSchema(Registry.standard());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                switch (document) {
                    case RUN -> schema.run().toPrettyString();
                    case COMPARISON -> schema.comparison().toPrettyString();
                    case SPACE -> SpaceSchema.space().toPrettyString();
                });
        out.flush();
    }
}
