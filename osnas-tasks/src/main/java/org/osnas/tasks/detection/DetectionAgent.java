package org.osnas.tasks.detection;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;

/**
 * Object detection: the criterion on the network's outputs and what the detector makes of the labels, and the average
 * precision of COCO. A step whose loss is not finite returns not-a-number and leaves the gradients of the model alone. Not
 * safe for two threads.
 */
class DetectionAgent implements Exhibiting {

    private final CompiledCriterion criterion;
    private final Detector detector;
    private final int most;

    DetectionAgent(CompiledCriterion criterion, Detector detector, int most) {
        this.criterion = criterion;
        this.detector = detector;
        this.most = most;
    }

    @Override
    public double step(Model model, Batch batch) {
        Outputs outputs = model.forward(batch.inputs());
        try (INDArray targets = detector.targets(outputs, BoxLabels.read(batch.labels()))) {
            CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, targets);
            if (!Double.isFinite(result.loss())) {
                return Double.NaN;
            }
            model.backward(result.gradients());
            return result.loss();
        }
    }

    @Override
    public Evaluation evaluation() {
        return new DetectionEvaluation(detector, most);
    }

    @Override
    public Exhibition exhibition() {
        return new DetectionExhibition(detector, most);
    }
}
