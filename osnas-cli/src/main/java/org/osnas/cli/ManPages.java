package org.osnas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.osnas.core.run.Version;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the manual pages of all commands, which the distribution brings along. */
public final class ManPages {

    private ManPages() {}

    /** Arguments: folder to write, date of the pages such as 2026-01-31 (what follows is ignored). */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, String> page : of(arguments[1].substring(0, 10)).entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue(), StandardCharsets.US_ASCII);
        }
    }

    /** The pages by the names of their files. */
    static Map<String, String> of(String date) {
        Map<String, String> pages = new TreeMap<>();
        add(pages, Osnas.spec(), date);
        return pages;
    }

    private static void add(Map<String, String> pages, CommandSpec command, String date) {
        ManPage page = new ManPage(command);
        pages.put(page.name() + ".1", page.troff(date, Version.osnas()));
        command.subcommands().values().forEach(c -> add(pages, c.getCommandSpec(), date));
    }
}
