package org.osnas.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.deploy.Predictor;
import org.osnas.core.internal.deploy.InputPreparation;

/** Opens exported ONNX files as {@link Predictor}s, in ONNX Runtime. */
public final class OnnxPredictor {

    private OnnxPredictor() {}

    /**
     * Opens a file that this library exported, with or without the preparation of images in it.
     *
     * @throws BadInputException if it cannot be run, or does not say what it is
     */
    public static Predictor open(Path file) {
        OnnxRuntimeNetwork network;
        try {
            network = OnnxRuntimeNetwork.load(Files.readAllBytes(file), 1);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
        try {
            NetworkInfo info = NetworkInfo.read("The metadata of " + file, NetworkInfo.json(network.metadata()));
            return Predictor.of(info, function(network, info), network);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static Predictor.Network function(OnnxRuntimeNetwork network, NetworkInfo info) {
        InputPreparation preparation = new InputPreparation(info.data());
        Shape image = info.data().image();
        Shape in = info.data().input();
        boolean prepares = network.prepares();
        return pixels -> {
            OnnxRuntimeNetwork.Tensor x = prepares
                    ? new OnnxRuntimeNetwork.Tensor(pixels, 1, image.height(), image.width(), image.channels())
                    : new OnnxRuntimeNetwork.Tensor(
                            InputPreparation.channelsFirst(preparation.input(pixels), in),
                            1,
                            in.channels(),
                            in.height(),
                            in.width());
            Map<String, OnnxRuntimeNetwork.Tensor> given = network.run(x);
            Map<String, float[]> outputs = new LinkedHashMap<>();
            info.outputs().forEach((name, shape) -> {
                OnnxRuntimeNetwork.Tensor output = Objects.requireNonNull(given.get(name), name);
                outputs.put(name, InputPreparation.channelsLast(output.values(), shape));
            });
            return outputs;
        };
    }
}
