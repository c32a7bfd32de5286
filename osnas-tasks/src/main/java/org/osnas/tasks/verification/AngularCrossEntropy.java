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
 * Softmax cross-entropy behind a matrix whose rows, one for each number of the embedding, have the length 1 over the
 * identities; the embedding is taken as it is. That is the loss which OSNASLib (Huang and Chu 2021) trains faces with:
 * its normalisation is not that of one vector an identity. One output {@code [batch, size]}; labels as of
 * {@link org.osnas.api.task.LabelKind#IDENTITY}.
 */
public record AngularCrossEntropy() implements TrainedCriterion {

    @Override
    public List<Weight> weights(Map<String, Shape> outputs, int identities) {
        return List.of(Identities.vectors(outputs, identities, Weight.Role.CLASS_VECTORS));
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable matrix = outputs.weight(Identities.VECTORS);
        SDVariable own = Identities.oneHot(graph, labels, (int) matrix.getShape()[1]);
        SDVariable logits = graph.mmul(outputs.only(), Identities.unit(graph, matrix, 1));
        return Identities.crossEntropy(graph, own, logits);
    }
}
