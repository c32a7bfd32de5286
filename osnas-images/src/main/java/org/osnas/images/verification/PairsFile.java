package org.osnas.images.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.images.verification.IdentityFolder.Read;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.internal.Counted;
import org.osnas.text.TextFile;

/**
 * Pairs of images to compare, in the format of {@code pairs.txt} of Labeled Faces in the Wild (Huang et al. 2007, <a
 * href="http://vis-www.cs.umass.edu/lfw/README.txt">README</a>): perhaps a first line with counts; then {@code NAME N M} for two
 * images of one identity, {@code NAME N OTHER M} for images of two. Image {@code N} of a name is
 * {@code NAME/NAME_000N.jpg}, with four digits.
 */
final class PairsFile {

    private static final String COUNTS = "[0-9]{1,6}(\\s+[0-9]{1,6})?";
    private static final long MOST_MEGABYTES = 100;

    private record Image(String identity, String file) {}

    private final Path path;
    private final List<Image> images;

    private PairsFile(Path path, List<Image> images) {
        this.path = path;
        this.images = images;
    }

    /**
     * @throws BadInputException naming the line that is none of a pair
     */
    static PairsFile read(Path path) {
        Check.that(
                Files.isRegularFile(path),
                "%s does not exist. Set 'pairs' to a file as pairs.txt of Labeled Faces in the Wild",
                path.toAbsolutePath());
        List<String> lines;
        try {
            lines = TextFile.lines(path, MOST_MEGABYTES);
        } catch (IOException e) {
            throw new BadInputException(
                    "%s cannot be read (%s). Set 'pairs' to a file as pairs.txt of Labeled Faces in the Wild"
                            .formatted(path.toAbsolutePath(), e),
                    e);
        }
        List<Image> images = new ArrayList<>();
        boolean counts = !lines.isEmpty() && lines.get(0).strip().matches(COUNTS);
        for (int l = counts ? 1 : 0; l < lines.size(); l++) {
            String line = lines.get(l).strip();
            if (!line.isEmpty()) {
                pair(path + ", line " + (l + 1), line, images);
            }
        }
        Check.that(
                !images.isEmpty(),
                "%s has no pair%s",
                path,
                counts ? " behind its first line, which holds counts" : "");
        if (counts) {
            requireAll(path, lines.get(0).strip(), images.size() / 2);
        }
        return new PairsFile(path, images);
    }

    /** By tabs, as the original has them, a name may have spaces. */
    private static void pair(String place, String line, List<Image> images) {
        String[] fields = line.split(line.indexOf('\t') >= 0 ? "\\s*\t\\s*" : "\\s+");
        Check.that(
                fields.length == 3 || fields.length == 4,
                "%s has %d fields: '%s'. A pair is NAME N M, or NAME N OTHER M; separate them by tabs if names have spaces",
                place,
                fields.length,
                line);
        String other = fields.length == 3 ? fields[0] : fields[2];
        images.add(image(place, fields[0], fields[1]));
        images.add(image(place, other, fields[fields.length - 1]));
    }

    private static Image image(String place, String name, String number) {
        Check.that(number.matches("[0-9]{1,9}"), "%s: '%s' is not the number of an image of %s", place, number, name);
        return new Image(name, String.format(Locale.ROOT, "%s_%04d", name, Integer.parseInt(number)));
    }

    /** The first line is {@code FOLDS PAIRS}, or {@code PAIRS} alone, of each kind; a file cut off has fewer. */
    private static void requireAll(Path path, String counts, int pairs) {
        long expected = 2;
        for (String count : counts.split("\\s+")) {
            expected *= Long.parseLong(count);
        }
        Check.that(
                pairs == expected,
                "%s has %d pairs, but its first line, '%s', says %d: as many of one identity as of two, in each fold. Is it cut off? Take the line out if it is not meant",
                path,
                pairs,
                counts.replaceAll("\\s+", " "),
                expected);
    }

    /** Names of all identities that are compared. */
    List<String> identities() {
        TreeSet<String> names = new TreeSet<>();
        images.forEach(image -> names.add(image.identity()));
        return List.copyOf(names);
    }

    /**
     * The images of the pairs, two after two, with the numbers of their pairs.
     *
     * @throws BadInputException with the number and the first names of images that are not there
     */
    Examples examples(Read read) {
        ImageSet all = read.images();
        Map<Image, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String file = read.files().get(i).getFileName().toString();
            String identity = all.labels().names().get(all.labels().stratum(i));
            Integer before = places.put(new Image(identity, file.substring(0, file.lastIndexOf('.'))), i);
            Check.that(
                    before == null,
                    "%s and %s are called alike, so that %s does not say which is meant. Remove one",
                    before == null ? file : read.files().get(before),
                    read.files().get(i),
                    path);
        }
        requirePresent(places);
        List<String> names = identities();
        int[] chosen = new int[images.size()];
        int[] identities = new int[chosen.length];
        int[] pairs = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            Image image = images.get(i);
            chosen[i] = Objects.requireNonNull(places.get(image));
            identities[i] = names.indexOf(image.identity());
            pairs[i] = i / 2;
        }
        return all.select(chosen).labelled(Labels.ofPairs(identities, names, pairs));
    }

    private void requirePresent(Map<Image, Integer> places) {
        List<String> missing = images.stream()
                .filter(image -> !places.containsKey(image))
                .map(image -> image.identity() + "/" + image.file())
                .distinct()
                .toList();
        Check.that(
                missing.isEmpty(),
                Counted.words(
                        missing.size(),
                        "%s names %d [image that is|images that are] not there: %s%s. Put [it there, or take its|them there, or take their] lines out"),
                path,
                missing.size(),
                String.join(", ", missing.subList(0, Math.min(Findings.NAMES, missing.size()))),
                missing.size() > Findings.NAMES ? ", …" : "");
    }
}
