package org.osnas.tasks.detection;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.TaskHead;
import org.osnas.api.task.Outputs;

/** A way to find objects: a head, what it should say of labelled images, and what its outputs say. Immutable, a value. */
public interface Detector {

    /**
     * The head of a network that finds objects of some categories.
     *
     * @param categories at least 1
     */
    TaskHead head(int categories);

    /**
     * What the criterion gets as labels.
     *
     * @param outputs of the network for the batch
     * @param images a batch as it is labelled
     * @return an array that the caller closes
     * @throws org.osnas.api.spi.BadInputException if outputs and labels do not fit together
     */
    INDArray targets(Outputs outputs, List<BoxLabels.Image> images);

    /**
     * What a network found in each image of a batch, the surest first.
     *
     * @param most detections in an image
     */
    List<List<Detection>> detections(Outputs outputs, int most);
}
