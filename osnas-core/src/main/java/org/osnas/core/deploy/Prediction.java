package org.osnas.core.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;

/**
 * What a network says of one example.
 *
 * @param outputs of the network by name, {@code [height, width, channels]} of each
 * @param answers to what the data asks for: classes by falling probability, probabilities of yes, or values; none where
 *     the outputs are something else, such as boxes or a vector that stands for an identity
 */
public record Prediction(Map<String, float[]> outputs, List<Answer> answers) {

    /**
     * A name and its number.
     *
     * @param value a probability, or the value that was asked for
     */
    public record Answer(String name, double value) {}

    public Prediction {
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        answers = List.copyOf(answers);
    }

    static Prediction of(DataDescription data, Map<String, float[]> outputs) {
        float[] values = outputs.values().iterator().next();
        List<String> names = data.names();
        boolean named = outputs.size() == 1 && values.length == names.size();
        if (!named) {
            return new Prediction(outputs, List.of());
        }
        List<Answer> answers = new ArrayList<>();
        double[] numbers = data.labels() == LabelKind.CLASS ? softmax(values) : asAsked(data.labels(), values);
        IntStream.range(0, numbers.length).forEach(i -> answers.add(new Answer(names.get(i), numbers[i])));
        if (data.labels() == LabelKind.CLASS) {
            answers.sort(Comparator.comparingDouble(Answer::value).reversed());
        }
        return new Prediction(
                outputs, data.labels() == LabelKind.IDENTITY || data.labels() == LabelKind.BOXES ? List.of() : answers);
    }

    private static double[] asAsked(LabelKind labels, float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> labels == LabelKind.YES_NO ? 1 / (1 + Math.exp(-values[i])) : values[i])
                .toArray();
    }

    private static double[] softmax(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double[] result = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.exp(logits[i] - most);
            sum += result[i];
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
