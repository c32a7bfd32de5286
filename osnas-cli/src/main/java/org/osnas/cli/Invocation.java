package org.osnas.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the user called this command, so that what messages advise works from where the user is. */
final class Invocation {

    private static final String PLAIN = "[A-Za-z0-9_./=:,@%+-]+";

    private Invocation() {}

    /** The command itself: the launcher says how it was called. */
    static String name() {
        return word(System.getProperty("osnas.command", "./osnas"));
    }

    /**
     * A command with the plug-ins of this one.
     *
     * @param words behind the name: {@code search, --resume, -o, my runs/a}
     */
    static String again(List<Path> plugins, String... words) {
        Stream<String> jars = plugins.stream().flatMap(jar -> Stream.of("--plugin", jar.toString()));
        return name() + " "
                + Stream.concat(Stream.of(words), jars).map(Invocation::word).collect(Collectors.joining(" "));
    }

    /** A word as a shell takes it. */
    static String word(String text) {
        return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
