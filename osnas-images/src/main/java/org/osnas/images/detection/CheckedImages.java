package org.osnas.images.detection;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.images.internal.BrokenImageException;
import org.osnas.images.internal.BrokenImages;
import org.osnas.images.internal.ImageDecoder;
import org.osnas.tasks.data.Findings;

/**
 * Looks through the files of images before a run, since they are decoded in its course only: at their structure to the
 * end.
 *
 * @param skips whether those that cannot be read are left out
 */
record CheckedImages(boolean skips) {

    /**
     * The set with the images that can be read, and what was found.
     *
     * @throws org.osnas.api.spi.BadInputException with their number and the first names, if some cannot
     */
    AnnotatedSet of(AnnotatedSet set) {
        Findings findings = new Findings();
        BrokenImages broken = new BrokenImages(skips, findings);
        List<AnnotatedImage> train = readable(set.train(), broken, findings);
        List<AnnotatedImage> test = readable(set.test(), broken, findings);
        broken.end(set.train().size() + set.test().size());
        List<Finding> all = new ArrayList<>(set.findings());
        all.addAll(findings.list());
        return new AnnotatedSet(set.place(), set.names(), train, test, all);
    }

    private static List<AnnotatedImage> readable(List<AnnotatedImage> images, BrokenImages broken, Findings findings) {
        List<AnnotatedImage> readable = new ArrayList<>();
        for (AnnotatedImage image : images) {
            try {
                ImageDecoder.check(image.file())
                        .notes()
                        .forEach(note ->
                                findings.add(Kind.NOTE, note, image.file().toString()));
                readable.add(image);
            } catch (BrokenImageException e) {
                broken.add(e);
            }
        }
        return readable;
    }
}
