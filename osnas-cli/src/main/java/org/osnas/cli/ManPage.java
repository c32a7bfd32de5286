package org.osnas.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of a command: what {@code --help} says, as troff source with the macros of man(7). */
final class ManPage {

    /** No line is broken here: troff fills lines itself. */
    private static final int ENDLESS = 100_000;

    private static final Help.ColorScheme PLAIN = Help.defaultColorScheme(Ansi.OFF);

    /** How the footer of all commands begins, which is the title of a section here. */
    private static final String STATUS = "Exit status: ";

    private final CommandSpec command;
    private final Help help;
    private final IParamLabelRenderer labels;

    ManPage(CommandSpec command) {
        this.command = command;
        command.usageMessage().width(ENDLESS);
        help = new Help(command, PLAIN);
        labels = help.createDefaultParamLabelRenderer();
    }

    /** The page's name, such as {@code osnas-table-build}. */
    String name() {
        return command.qualifiedName("-");
    }

    /**
     * The page, in ASCII. Neither words nor options are hyphenated: they would be copied so.
     *
     * @param date such as 2026-01-31
     */
    String troff(String date, String version) {
        List<String> description = lines(help.description());
        StringBuilder page = new StringBuilder(".TH %s 1 %s \"osnas %s\" \"OSNAS\"\n.nh\n.ad l\n"
                .formatted(text(name().toUpperCase(Locale.ROOT)), date, text(version)));
        page.append(".SH NAME\n")
                .append(text(name()))
                .append(" \\- ")
                .append(text(withoutStop(description.get(0))))
                .append('\n');
        section(page, "SYNOPSIS", synopsis());
        section(page, "DESCRIPTION", paragraph(description));
        section(
                page,
                "ARGUMENTS",
                command.positionalParameters().stream()
                        .filter(p -> !p.hidden())
                        .map(p -> item(
                                italic(labels.renderParameterLabel(p, Ansi.OFF, List.of())
                                        .toString()),
                                help.createDefaultParameterRenderer().render(p, labels, PLAIN)))
                        .collect(Collectors.joining()));
        section(
                page,
                "OPTIONS",
                command.options().stream()
                        .filter(o -> !o.hidden())
                        .sorted(Comparator.comparing(ManPage::key))
                        .map(o -> item(
                                names(o), help.createDefaultOptionRenderer().render(o, labels, PLAIN)))
                        .collect(Collectors.joining()));
        section(
                page,
                "COMMANDS",
                children()
                        .map(c -> ".TP\n" + reference(c) + "\n"
                                + line(String.join(" ", c.usageMessage().description())))
                        .collect(Collectors.joining()));
        CommandSpec root = command.root();
        if (command != root) {
            section(page, "NOTES", paragraph(lines(help.footer())));
        }
        section(
                page,
                "EXIT STATUS",
                line(String.join(" ", lines(new Help(root, PLAIN).footer())).replace(STATUS, "")));
        CommandSpec parent = command.parent();
        if (parent != null) {
            section(page, "SEE ALSO", reference(parent) + "\n");
        }
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String content) {
        if (!content.isEmpty()) {
            page.append(".SH ").append(title).append('\n').append(content);
        }
    }

    private Stream<CommandSpec> children() {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(c -> !c.usageMessage().hidden());
    }

    private String synopsis() {
        String all = String.join(" ", lines(help.synopsis(0)));
        String called = command.qualifiedName(" ");
        return "\\fB" + text(called) + "\\fR" + text(all.substring(called.length())) + "\n";
    }

    private static String reference(CommandSpec command) {
        return "\\fB" + text(command.qualifiedName("-")) + "\\fR(1)";
    }

    private String names(OptionSpec option) {
        return Arrays.stream(option.names())
                        .map(name -> "\\fB" + text(name) + "\\fR")
                        .collect(Collectors.joining(", "))
                + label(option);
    }

    private String label(ArgSpec option) {
        String label = labels.renderParameterLabel(option, Ansi.OFF, List.of()).toString();
        return label.startsWith("=") ? "=" + italic(label.substring(1)) : text(label);
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
    }

    private static String italic(String label) {
        return "\\fI" + text(label) + "\\fR";
    }

    /** A tagged paragraph; the renderers of picocli give the description as the last column. */
    private static String item(String tag, Text[][] rendered) {
        String description = Arrays.stream(rendered)
                .map(row -> row[row.length - 1].toString().strip())
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" "));
        return ".TP\n" + tag + "\n" + line(description);
    }

    private static List<String> lines(String help) {
        return help.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    /** Lines that stay lines. */
    private static String paragraph(List<String> lines) {
        return lines.stream().map(ManPage::line).collect(Collectors.joining(".br\n"));
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** A line of text, which a leading dot or quote would make a request. */
    private static String line(String plain) {
        String text = text(plain);
        return (text.startsWith(".") || text.startsWith("'") ? "\\&" : "") + text + "\n";
    }

    /** Escaped for troff: a bare hyphen might become a dash that cannot be pasted into a shell. */
    private static String text(String plain) {
        StringBuilder text = new StringBuilder();
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> text.append("\\e");
                case '-' -> text.append("\\-");
                case '\'' -> text.append("\\(aq");
                case '"' -> text.append("\\(dq");
                default -> {
                    if (c < 128) {
                        text.appendCodePoint(c);
                    } else {
                        text.append("\\[u%04X]".formatted(c));
                    }
                }
            }
        });
        return text.toString();
    }
}
