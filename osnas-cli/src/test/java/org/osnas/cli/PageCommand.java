package org.osnas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line that a page shows.
 *
 * @param place page and line
 * @param words what a shell would hand to {@code osnas}
 * @param more words that the page's comment adds, to make it small
 * @param notRun why it is not run; empty if it is
 * @param shown the lines of output that the page shows below it
 * @param fenced whether it stands in a block of its own, and not within a sentence
 * @param first whether it is no command of the page, but one that its comment wants before the block
 */
record PageCommand(
        String place,
        List<String> words,
        List<String> more,
        String notRun,
        List<String> shown,
        boolean fenced,
        boolean first) {

    private static final Pattern COMMENT = Pattern.compile("<!-- (run with|not run|first): *(.*?) *-->");
    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(?:[A-Z_]+=\\S+ )*\\./osnas (.*)");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`(?:source <\\()?(?:\\./)?osnas ([^`)]+)\\)?`");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Pattern PICTURE = Pattern.compile("!\\[.*]\\((.*terminal\\.svg)\\)");
    private static final Pattern TEXT = Pattern.compile("<text [^>]*>(.*)</text>");

    /** Progress comes by the time that passed, so a short run may have none of it. */
    private static final Pattern PROGRESS = Pattern.compile("\\w+: \\d+ of \\d+, .*");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\[.*|.*\\]|.*(…|\\.\\.\\.).*|[A-Z][A-Z_]*");

    /** The commands of a page, from top to bottom. */
    static List<PageCommand> of(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<PageCommand> found = new ArrayList<>();
        List<MatchResult> comments = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (comment.matches()) {
                comments.add(comment.toMatchResult());
            } else if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).startsWith("```")) {
                    end++;
                }
                block(page, i + 1, lines.subList(i + 1, end), comments, found);
                comments.clear();
                i = end;
            } else if (PICTURE.matcher(lines.get(i)).matches()) {
                String picture = PICTURE.matcher(lines.get(i)).replaceFirst("$1");
                found.add(found.remove(found.size() - 1).showing(page.resolveSibling(picture)));
            } else {
                if (!comments.isEmpty()) {
                    throw new AssertionError(page + ":" + i + ": no block follows this comment");
                }
                String place = page.getFileName() + ":" + (i + 1);
                IN_A_SENTENCE
                        .matcher(lines.get(i))
                        .results()
                        .map(match -> command(place, match.group(1), List.of(), "", List.of(), false, false))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Whether it says what may stand there, and is no command to be typed as it is. */
    boolean isSynopsis() {
        return words.stream().anyMatch(word -> PLACEHOLDER.matcher(word).matches());
    }

    /** The same with the output that a picture of a terminal shows. */
    private PageCommand showing(Path picture) throws IOException {
        List<String> texts = TEXT.matcher(Files.readString(picture))
                .results()
                .map(text -> text.group(1).replace('\u00a0', ' '))
                .filter(text ->
                        !text.startsWith("$ ") && !PROGRESS.matcher(text).matches())
                .toList();
        return new PageCommand(place, words, more, notRun, texts, fenced, first);
    }

    /** What it is called in the list of tests. */
    String name() {
        return place + " osnas " + String.join(" ", words);
    }

    private static void block(
            Path page, int start, List<String> block, List<MatchResult> comments, List<PageCommand> found) {
        String name = page.getFileName() + ":";
        List<MatchResult> each =
                comments.stream().filter(c -> !c.group(1).equals("first")).toList();
        comments.stream()
                .filter(c -> c.group(1).equals("first"))
                .map(c -> command(name + start, c.group(2), List.of(), "", List.of(), true, true))
                .forEach(found::add);
        int commands = 0;
        for (int i = 0; i < block.size(); i++) {
            int line = start + i + 1;
            String text = block.get(i);
            while (text.endsWith("\\")) {
                text = text.substring(0, text.length() - 1) + block.get(++i);
            }
            Matcher match = COMMAND.matcher(text);
            if (!match.matches()) {
                continue;
            }
            List<String> shown = new ArrayList<>();
            while (text.startsWith("$ ")
                    && i + 1 < block.size()
                    && !block.get(i + 1).startsWith("$ ")) {
                shown.add(block.get(++i));
            }
            String more = "";
            String notRun = "";
            if (!each.isEmpty()) {
                MatchResult comment = each.get(each.size() == 1 ? 0 : commands);
                more = comment.group(1).equals("run with") ? comment.group(2) : "";
                notRun = comment.group(1).equals("not run") ? comment.group(2) : "";
            }
            found.add(command(name + line, match.group(1), words(more), notRun, shown, true, false));
            commands++;
        }
        if (each.size() > 1 && each.size() != commands || commands == 0 && !comments.isEmpty()) {
            throw new AssertionError(name + start + ": give one comment for all commands of the block or one for each");
        }
    }

    private static PageCommand command(
            String place,
            String line,
            List<String> more,
            String notRun,
            List<String> shown,
            boolean fenced,
            boolean first) {
        List<String> words = words(line);
        return new PageCommand(place, words, more, notRun, shown, fenced, first);
    }

    /** The words of a line as a shell reads them, without the remark at its end. */
    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .takeWhile(word -> !word.startsWith("#"))
                .map(word -> word.replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"))
                .toList();
    }
}
