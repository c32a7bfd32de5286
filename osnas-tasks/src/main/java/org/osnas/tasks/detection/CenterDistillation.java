package org.osnas.tasks.detection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.tasks.internal.SoftTargets;
import org.osnas.tasks.internal.Values;

/**
 * What a {@link CenterHead} learns from another one: at each place and for each category the divergence of yes and no, and
 * the absolute error of size and offset, weighted by how sure the teacher is that a centre is there. All is summed over
 * places and divided by the objects in the batch, as the loss from labels is.
 */
final class CenterDistillation {

    private final Outputs student;
    private final Outputs teacher;
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final int objects;

    private CenterDistillation(Outputs student, Outputs teacher, int objects) {
        this.student = student;
        this.teacher = teacher;
        this.objects = Math.max(1, objects);
    }

    static LossAndGradients of(Outputs student, Outputs teacher, Divergence divergence, int objects) {
        CenterDistillation distillation = new CenterDistillation(student, teacher, objects);
        float[] sure = distillation.surest();
        // In the order of the head, which is that of the network.
        double loss = distillation.heatmap(divergence)
                + distillation.errors(CenterHead.SIZE, sure, CenterLoss.DEFAULT.sizeWeight())
                + distillation.errors(CenterHead.OFFSET, sure, CenterLoss.DEFAULT.offsetWeight());
        return new LossAndGradients(loss, Outputs.of(distillation.gradients));
    }

    private double heatmap(Divergence divergence) {
        INDArray logits = student.get(CenterHead.HEATMAP);
        try (INDArray own = yesAndNo(logits);
                INDArray other = yesAndNo(teacher.get(CenterHead.HEATMAP));
                INDArray both = Nd4j.createUninitialized(own.dataType(), own.shape(), 'c')) {
            double mean = SoftTargets.lossAndGradient(own, other, divergence, both);
            double scale = (double) own.size(0) / objects;
            float[] gradient = both.data().asFloat();
            float[] values = new float[gradient.length / 2];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * gradient[2 * i]);
            }
            gradients.put(CenterHead.HEATMAP, Nd4j.create(values, logits.shape(), 'c'));
            return scale * mean;
        }
    }

    /** Logits of yes beside zeros for no, a row each, whose softmax is the sigmoid. */
    private static INDArray yesAndNo(INDArray logits) {
        float[] values = Values.of(logits);
        float[] rows = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            rows[2 * i] = values[i];
        }
        return Nd4j.create(rows, new long[] {values.length, 2}, 'c');
    }

    /** The probability at each place of the category that the teacher finds likeliest. */
    private float[] surest() {
        INDArray heat = teacher.get(CenterHead.HEATMAP);
        float[] logits = Values.of(heat);
        int categories = (int) heat.size(3);
        float[] sure = new float[logits.length / categories];
        for (int i = 0; i < logits.length; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            sure[i / categories] = Math.max(sure[i / categories], (float) p);
        }
        return sure;
    }

    private double errors(String name, float[] sure, double weight) {
        float[] own = Values.of(student.get(name));
        float[] other = Values.of(teacher.get(name));
        float[] gradient = new float[own.length];
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            double factor = weight * sure[i / 2] / 2 / objects;
            sum += factor * Math.abs(own[i] - other[i]);
            gradient[i] = (float) (factor * Math.signum(own[i] - other[i]));
        }
        gradients.put(name, Nd4j.create(gradient, student.get(name).shape(), 'c'));
        return sum;
    }
}
