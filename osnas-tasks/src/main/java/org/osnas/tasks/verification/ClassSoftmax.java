package org.osnas.tasks.verification;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.TrainedCriterion;

/**
 * Softmax cross-entropy behind a linear classifier that is the criterion's own: the plain way to train embeddings, as a
 * classifier whose last layer is thrown away. Meant for a head without a length of 1, where the classifier alone decides
 * the scale. One output {@code [batch, size]}; labels as of {@link org.osnas.api.task.LabelKind#IDENTITY}.
 */
public record ClassSoftmax() implements TrainedCriterion {

    private static final String BIAS = "bias";

    @Override
    public List<Weight> weights(Map<String, Shape> outputs, int identities) {
        return List.of(
                Identities.vectors(outputs, identities, Weight.Role.DENSE),
                new Weight(BIAS, List.of(identities), Weight.Role.BIAS));
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable matrix = outputs.weight(Identities.VECTORS);
        SDVariable own = Identities.oneHot(graph, labels, (int) matrix.getShape()[1]);
        SDVariable logits = graph.mmul(outputs.only(), matrix).add(outputs.weight(BIAS));
        return Identities.crossEntropy(graph, own, logits);
    }
}
