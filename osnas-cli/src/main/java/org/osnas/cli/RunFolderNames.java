package org.osnas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Names of run folders where none is given: {@code runs/quickstart}, {@code runs/quickstart-2} and so on. */
final class RunFolderNames {

    private RunFolderNames() {}

    /** The first name that is not taken. */
    static Path fresh(Path config) {
        int number = 1;
        while (Files.exists(name(config, number))) {
            number++;
        }
        return name(config, number);
    }

    /** The last name that holds what is looked for; the first name if there is none. */
    static Path latest(Path config, Predicate<Path> holds) {
        int number = 1;
        while (holds.test(name(config, number + 1))) {
            number++;
        }
        return name(config, number);
    }

    private static Path name(Path config, int number) {
        String base = config.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return Path.of("runs", number == 1 ? base : base + "-" + number);
    }
}
