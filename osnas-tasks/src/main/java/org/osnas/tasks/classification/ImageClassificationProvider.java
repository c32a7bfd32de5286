package org.osnas.tasks.classification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/** Image classification; the setting {@code top-k} (default 5) says how many guesses the second accuracy allows. */
public final class ImageClassificationProvider implements TaskProvider {

    @Override
    public String name() {
        return "image-classification";
    }

    @Override
    public String description() {
        return "one class for an image, scored by top-1 accuracy";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        int topK = settings.about("classes that may be guessed for the second metric")
                .integer("top-k", 5, 2, 1_000_000);
        settings.rejectUnknown();
        return new ImageClassification(criterion, topK);
    }
}
