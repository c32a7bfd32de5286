package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Part;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Split;
import org.osnas.images.SameFiles;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.detection.LabelledBox;

/** What a person should know of images with boxes. Files that are there twice are found by their content. */
record BoxSummary(AnnotatedSet set, AnnotatedSet.Parts parts) {

    DataSummary summary() {
        List<Finding> findings = new ArrayList<>(set.findings());
        Findings more = new Findings();
        more.noteAlike(set.names());
        Stream.of(parts.train(), parts.validation(), parts.test())
                .flatMap(List::stream)
                .filter(image -> image.boxes().isEmpty())
                .forEach(image -> more.add(
                        Kind.NOTE,
                        "[image|images] with nothing to find",
                        image.file().toString()));
        findings.addAll(more.list());
        SameFiles same = new SameFiles(files(parts.train()));
        same.among("validation", files(parts.validation()));
        same.among("test", files(parts.test()));
        findings.addAll(same.findings());
        return new DataSummary(
                List.of(
                        part(Split.TRAIN, parts.train()),
                        part(Split.VALIDATION, parts.validation()),
                        part(Split.TEST, parts.test())),
                sizes(),
                findings);
    }

    private static List<Path> files(List<AnnotatedImage> images) {
        return images.stream().map(AnnotatedImage::file).toList();
    }

    private Part part(Split split, List<AnnotatedImage> images) {
        long[] counts = new long[set.names().size()];
        for (AnnotatedImage image : images) {
            for (LabelledBox box : image.boxes()) {
                counts[box.category()]++;
            }
        }
        List<Count> named = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            named.add(new Count(set.names().get(i), counts[i]));
        }
        return new Part(split, images.size(), named);
    }

    /** As the annotations say; where they do not, nothing is opened to see. */
    private Optional<Sizes> sizes() {
        List<AnnotatedImage> all = Stream.of(parts.train(), parts.validation(), parts.test())
                .flatMap(List::stream)
                .filter(AnnotatedImage::inPixels)
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sizes(range(all, AnnotatedImage::width), range(all, AnnotatedImage::height)));
    }

    private static Range range(List<AnnotatedImage> images, ToDoubleFunction<AnnotatedImage> side) {
        return Range.of(images.stream()
                .mapToInt(image -> (int) side.applyAsDouble(image))
                .sorted()
                .toArray());
    }
}
