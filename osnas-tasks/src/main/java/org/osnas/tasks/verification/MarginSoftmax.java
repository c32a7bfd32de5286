package org.osnas.tasks.verification;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Check;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.TrainedCriterion;

/**
 * Softmax cross-entropy over the cosines of the angles θ between an embedding and one trained vector an identity, with a
 * margin at the identity of the example: {@code s·(cos(θ + angle) - distance)} there, {@code s·cos θ} elsewhere. Where
 * {@code θ + angle} would pass 180 degrees, and the cosine would rise again, {@code cos θ - angle·sin angle} stands
 * instead, as in the authors' implementation.
 *
 * <ul>
 *   <li>with an angle {@linkplain #arcFace ArcFace}, Deng et al. 2019, <a href="https://arxiv.org/abs/1801.07698">ArcFace:
 *       Additive Angular Margin Loss</a>
 *   <li>with a distance {@linkplain #cosFace CosFace}, Wang et al. 2018, <a
 *       href="https://arxiv.org/abs/1801.09414">CosFace: Large Margin Cosine Loss</a>
 *   <li>with neither {@linkplain #normalised the normalised softmax}, Wang et al. 2017, <a
 *       href="https://arxiv.org/abs/1704.06369">NormFace</a>
 * </ul>
 *
 * <p>One output {@code [batch, size]}, which need not have the length 1; labels as of
 * {@link org.osnas.api.task.LabelKind#IDENTITY}.
 *
 * @param scale s, above 0
 * @param angle in radians, from 0 to below π/2
 * @param distance 0 or more
 */
public record MarginSoftmax(double scale, double angle, double distance) implements TrainedCriterion {

    public MarginSoftmax {
        Check.that(scale > 0 && Double.isFinite(scale), "scale must be above 0, got %s; 16 to 64 is usual", scale);
        Check.that(
                angle >= 0 && angle < Math.PI / 2,
                "an angular margin is in radians, from 0 to below π/2, got %s; 0.5 is usual",
                angle);
        Check.that(
                distance >= 0 && distance <= 2, "a margin of cosines is from 0 to 2, got %s; 0.35 is usual", distance);
    }

    /** With an additive angular margin in radians. */
    public static MarginSoftmax arcFace(double scale, double margin) {
        return new MarginSoftmax(scale, margin, 0);
    }

    /** With an additive margin of the cosine. */
    public static MarginSoftmax cosFace(double scale, double margin) {
        return new MarginSoftmax(scale, 0, margin);
    }

    /** Without a margin. */
    public static MarginSoftmax normalised(double scale) {
        return new MarginSoftmax(scale, 0, 0);
    }

    @Override
    public List<Weight> weights(Map<String, Shape> outputs, int identities) {
        return List.of(Identities.vectors(outputs, identities, Weight.Role.CLASS_VECTORS));
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable vectors = outputs.weight(Identities.VECTORS);
        SDVariable cosines = Identities.cosines(graph, outputs.only(), vectors);
        SDVariable own = Identities.oneHot(graph, labels, (int) vectors.getShape()[1]);
        SDVariable logits = cosines;
        if (angle > 0) {
            // Added to zero elsewhere, so that nothing there depends on sines.
            logits = logits.add(turned(graph, cosines).sub(cosines).mul(own));
        }
        if (distance > 0) {
            logits = logits.sub(own.mul(distance));
        }
        return Identities.crossEntropy(graph, own, logits.mul(scale));
    }

    /** {@code cos(θ + angle)} where that falls with θ, else its continuation. */
    private SDVariable turned(SameDiff graph, SDVariable cosines) {
        SDVariable sines = Identities.sines(graph, cosines);
        SDVariable turned = cosines.mul(Math.cos(angle)).sub(sines.mul(Math.sin(angle)));
        SDVariable continued = cosines.sub(angle * Math.sin(angle));
        // 1 where θ + angle stays below 180 degrees; the sign has no gradient.
        SDVariable within = graph.math().sign(graph.nn().relu(cosines.add(Math.cos(angle)), 0));
        return continued.add(turned.sub(continued).mul(within));
    }
}
