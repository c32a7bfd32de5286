package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Each command on the pages does what its page says. A comment before a block makes its commands small, or says why they
 * are not run; CONTRIBUTING.md describes it. One small run is shared by all pages: that of README.md.
 */
class DocsCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE = Pattern.compile("(\\./)?[\\w./-]+\\.(json|onnx|fb|csv|html|png|yaml|sh|jar)");
    private static final Pattern OPTION = Pattern.compile("\\[?(--?[a-z][a-z0-9-]*).*");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z][A-Za-z_-]+");

    /** Commands within a sentence are run if they are done at once; of the others options and configuration are checked. */
    private static final Set<String> QUICK = Set.of("list", "cost", "completion");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatItsPageSays() throws IOException {
        PageFiles.write(ROOT, folder);
        return commands().stream().map(command -> DynamicTest.dynamicTest(command.name(), () -> verify(command)));
    }

    @Test
    void fewCommandsAreNotRunAndTheyAreThese() throws IOException {
        List<PageCommand> blocks = commands().stream()
                .filter(command -> command.fenced() && !command.first())
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(25);
        assertThat(blocks.stream().flatMap(command -> command.shown().stream()))
                .as("lines of output that pages show")
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(blocks.stream().filter(command -> !command.notRun().isEmpty()))
                .extracting(command -> command.words().get(0))
                .containsExactlyInAnyOrder("submit", "submit");
    }

    private static List<PageCommand> commands() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<PageCommand> commands = new ArrayList<>();
        for (Path page : pages) {
            commands.addAll(PageCommand.of(page));
        }
        return commands;
    }

    private static void verify(PageCommand command) throws IOException, InterruptedException {
        List<String> own = submitted(command.words());
        CommandSpec spec = spec(own);
        for (String word : own) {
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                assertThat(spec.optionsMap()).as(command.name()).containsKey(option.group(1));
            }
        }
        if (command.isSynopsis() || !command.notRun().isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(command.words());
        if (!command.fenced() && !QUICK.contains(words.get(0))) {
            int config = words.indexOf("-c");
            if (config >= 0) {
                run(command, List.of("check", "--quick", "-c", words.get(config + 1)));
            }
            return;
        }
        add(command.more(), words, spec);
        output(words, spec);
        if (words.get(0).equals("watch")) {
            serve(command, words);
        } else {
            run(command, words);
        }
    }

    /** The command that is submitted, or the command itself. */
    private static List<String> submitted(List<String> words) {
        int begin = words.get(0).equals("submit") ? 1 : 0;
        while (begin > 0 && begin + 2 < words.size() && words.get(begin).startsWith("--")) {
            begin += 2;
        }
        return begin < words.size() ? words.subList(begin, words.size()) : words;
    }

    private static void run(PageCommand command, List<String> words) {
        CommandRun run = osnas(words.stream().map(DocsCommandsTest::inFolder).toArray(String[]::new));
        assertThat(run.status())
                .as("%s%n%s%n%s", command.name(), words, run.err())
                .isZero();
        String printed = (run.err() + run.out()).replace(folder + "/", "");
        for (String line : command.shown()) {
            List<String> expected = letters(line);
            assertThat(printed.lines())
                    .as("%s: a line with the words of '%s'%n%s", command.name(), line, printed)
                    .anyMatch(one -> begins(letters(one), expected));
        }
    }

    /** What serves until it is stopped says where first; an interrupt is its Ctrl-C. */
    private static void serve(PageCommand command, List<String> words) throws IOException, InterruptedException {
        StringWriter err = new StringWriter();
        AtomicInteger status = new AtomicInteger();
        try (PipedReader said = new PipedReader();
                BufferedReader lines = new BufferedReader(said)) {
            PrintWriter out = new PrintWriter(new PipedWriter(said));
            String[] own = words.stream().map(DocsCommandsTest::inFolder).toArray(String[]::new);
            Thread server = new Thread(() -> {
                try (out) {
                    status.set(Osnas.run(out, new PrintWriter(err), new TickingClock(), own));
                }
            });
            server.start();
            String address = lines.readLine();
            assertThat(address).as("%s%n%s", command.name(), err).startsWith("http://127.0.0.1:");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            server.interrupt();
            server.join();
            assertThat(page.body()).as(command.name()).contains("data-chart=");
            assertThat(status).as(command.name()).hasValue(ExitStatus.STOPPED);
        }
    }

    /** Numbers are those of the page's own run, words are not. */
    private static boolean begins(List<String> line, List<String> expected) {
        return expected.isEmpty()
                || !line.isEmpty() && line.get(0).equals(expected.get(0)) && line.containsAll(expected);
    }

    private static List<String> letters(String line) {
        return LETTERS.matcher(line).results().map(MatchResult::group).toList();
    }

    private static CommandSpec spec(List<String> words) {
        CommandLine line = new CommandLine(new Osnas(new TickingClock()));
        int depth = 0;
        while (depth < words.size() && line.getSubcommands().containsKey(words.get(depth))) {
            line = line.getSubcommands().get(words.get(depth++));
        }
        assertThat(depth).as("no such command: %s", words).isPositive();
        return line.getCommandSpec();
    }

    /** Adds options of a comment that the command knows; one that the page gives as well has the value of the comment. */
    private static void add(List<String> more, List<String> words, CommandSpec spec) {
        for (int i = 0; i < more.size(); i++) {
            String name = more.get(i);
            boolean valued = i + 1 < more.size() && !more.get(i + 1).startsWith("-");
            String value = valued ? more.get(++i) : "";
            OptionSpec option = spec.findOption(name);
            if (option == null) {
                continue;
            }
            for (int at = words.indexOf(name); at >= 0 && at < words.size(); at++) {
                if (words.get(at).equals(name) && key(words.get(at + 1)).equals(key(value))
                        || words.get(at).equals(name) && !name.equals("--set")) {
                    words.subList(at, at + (valued ? 2 : 1)).clear();
                    at--;
                }
            }
            words.add(name);
            if (valued) {
                words.add(value);
            }
        }
    }

    private static String key(String setting) {
        return setting.replaceAll("=.*", "");
    }

    /** What a command without {@code -o} writes goes into the folder of the test, too. */
    private static void output(List<String> words, CommandSpec spec) {
        String command = words.get(0);
        if (words.contains("-o")) {
            return;
        }
        if (command.equals("new")) {
            words.addAll(List.of("-o", "runs/" + words.get(2)));
        } else if (spec.findOption("-o") != null && words.contains("-c")) {
            Path config = Path.of(words.get(words.indexOf("-c") + 1));
            words.addAll(List.of("-o", "runs/" + config.getFileName().toString().replaceAll("\\..*", "")));
        }
    }

    private static String inFolder(String word) {
        if (word.startsWith("examples/")) {
            return ROOT.resolve(word).toString();
        }
        if (word.contains("=runs/")) {
            return word.replace("=runs/", "=" + folder.resolve("runs") + "/");
        }
        boolean file = word.startsWith("runs/") || FILE.matcher(word).matches();
        return file ? folder.resolve(word).normalize().toString() : word;
    }
}
