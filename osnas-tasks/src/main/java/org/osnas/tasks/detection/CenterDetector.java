package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.TaskHead;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.tasks.internal.Values;

/**
 * Objects as the peaks of a heatmap, as {@link CenterHead} describes. An object is found where no neighbour of the same
 * category is likelier, so nothing has to be suppressed afterwards.
 *
 * @param stride of the outputs
 * @param levels features that the head reads
 * @param width channels of the head
 */
public record CenterDetector(int stride, int levels, int width) implements TeachableDetector {

    /** At stride 4, with two features. */
    public static final CenterDetector DEFAULT = new CenterDetector(4, 2, 48);

    /**
     * @throws org.osnas.api.spi.BadInputException if there can be no such head
     */
    public CenterDetector {
        new CenterHead(1, stride, levels, width);
    }

    @Override
    public TaskHead head(int categories) {
        return new CenterHead(categories, stride, levels, width);
    }

    /** {@inheritDoc} In the layout of {@link CenterTargets}. */
    @Override
    public INDArray targets(Outputs outputs, List<BoxLabels.Image> images) {
        return CenterTargets.of(outputs.get(CenterHead.HEATMAP).shape(), stride, images);
    }

    @Override
    public LossAndGradients distil(Outputs student, Outputs teacher, Divergence divergence, int objects) {
        return CenterDistillation.of(student, teacher, divergence, objects);
    }

    /** A peak of the heatmap of one image. */
    private record Peak(int y, int x, int category, float logit) {}

    @Override
    public List<List<Detection>> detections(Outputs outputs, int most) {
        INDArray heat = outputs.get(CenterHead.HEATMAP);
        int height = (int) heat.size(1);
        int width = (int) heat.size(2);
        int categories = (int) heat.size(3);
        float[] logits = Values.of(heat);
        float[] sizes = Values.of(outputs.get(CenterHead.SIZE));
        float[] offsets = Values.of(outputs.get(CenterHead.OFFSET));
        List<List<Detection>> result = new ArrayList<>();
        for (int image = 0; image < heat.size(0); image++) {
            float[] map = Arrays.copyOfRange(
                    logits, image * height * width * categories, (image + 1) * height * width * categories);
            List<Detection> found = new ArrayList<>();
            for (Peak peak : peaks(map, height, width, categories, most)) {
                int at = 2 * ((image * height + peak.y()) * width + peak.x());
                box(peak, sizes, offsets, at, width, height)
                        .ifPresent(box ->
                                found.add(new Detection(peak.category(), 1 / (1 + Math.exp(-peak.logit())), box)));
            }
            result.add(found);
        }
        return result;
    }

    private static List<Peak> peaks(float[] map, int height, int width, int categories, int most) {
        List<Peak> peaks = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < categories; c++) {
                    float logit = map[(y * width + x) * categories + c];
                    if (isPeak(map, y, x, c, height, width, categories)) {
                        peaks.add(new Peak(y, x, c, logit));
                    }
                }
            }
        }
        peaks.sort(Comparator.comparing(Peak::logit, Comparator.reverseOrder()));
        return peaks.subList(0, Math.min(most, peaks.size()));
    }

    /** Whether a logit is a number that none of its eight neighbours exceeds. */
    private static boolean isPeak(float[] map, int y, int x, int c, int height, int width, int categories) {
        float own = map[(y * width + x) * categories + c];
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                if (!(own >= map[(v * width + u) * categories + c])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The part of a predicted box that is in the image, if there is one. */
    private java.util.Optional<Box> box(Peak peak, float[] sizes, float[] offsets, int at, int width, int height) {
        double x = (peak.x() + offsets[at]) * stride;
        double y = (peak.y() + offsets[at + 1]) * stride;
        double w = (double) sizes[at] * stride;
        double h = (double) sizes[at + 1] * stride;
        return Boxes.within(x - w / 2, y - h / 2, x + w / 2, y + h / 2, width * stride, height * stride);
    }
}
