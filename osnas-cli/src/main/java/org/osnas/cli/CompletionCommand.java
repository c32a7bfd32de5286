package org.osnas.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script by which a shell completes the commands and options of osnas. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in a shell.",
        footer = {"", "Example: source <(osnas completion bash)"})
final class CompletionCommand implements Runnable {

    /** Shells that the one script serves: in zsh it loads bashcompinit itself. */
    private enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .println(AutoComplete.bash("osnas", spec.root().commandLine()));
    }
}
