package org.osnas.tasks.detection;

import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;

/** A detection agent whose networks can learn from other networks. */
final class TeachableDetectionAgent extends DetectionAgent implements Distils {

    private final TeachableDetector detector;

    TeachableDetectionAgent(CompiledCriterion criterion, TeachableDetector detector, int most) {
        super(criterion, detector, most);
        this.detector = detector;
    }

    /**
     * {@inheritDoc}
     *
     * @return the divergence by the objects of the batch, or not-a-number if it is not finite
     */
    @Override
    public double distil(Model model, Batch batch, Outputs teacher, Divergence divergence) {
        int objects = BoxLabels.read(batch.labels()).stream()
                .mapToInt(image -> (int) image.boxes().stream()
                        .filter(box -> box.kind() == LabelledBox.Kind.OBJECT)
                        .count())
                .sum();
        Outputs outputs = model.forward(batch.inputs());
        LossAndGradients result = detector.distil(outputs, teacher, divergence, objects);
        try {
            if (!Double.isFinite(result.loss())) {
                return Double.NaN;
            }
            model.backward(result.gradients());
            return result.loss();
        } finally {
            result.gradients()
                    .names()
                    .forEach(name -> result.gradients().get(name).close());
        }
    }
}
