package org.osnas.cli;

import static org.osnas.spaces.block.Blocks.conv;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.space.Weight;
import org.osnas.api.task.SameDiffLayer;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;
import org.osnas.spaces.block.BlockTemplate;

/** The space {@code exploding}: two layers whose first candidate is well as it starts, but explodes when it is trained. */
public final class ExplodingSpace extends StandardSpaceProvider {

    public ExplodingSpace() {
        super("exploding", "for tests", new Shape(12, 12, 1), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 4, 2)
                .choices(new Unstable(), conv(1), conv(3))
                .layers(2, 4, 1)
                .build();
    }

    /** Lets the registry find the space until it is closed. */
    static AutoCloseable register(Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(SpaceProvider.class.getName()), ExplodingSpace.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
        return () -> {
            Thread.currentThread().setContextClassLoader(before);
            loader.close();
        };
    }

    private record Unstable() implements BlockTemplate {
        @Override
        public String name() {
            return "unstable";
        }

        @Override
        public int append(BlockBuilder block, int value, int in, int out, int stride) {
            return block.then(value, Conv2d.of(in, out, 1, stride), new Cliff(out));
        }
    }

    /** {@code x * exp(|1000000 (s - 1) + 1|)}, which no float holds once the weight s has left 1. */
    private record Cliff(int channels) implements SameDiffLayer {
        @Override
        public String kind() {
            return "cliff";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public List<Weight> weights() {
            return List.of(new Weight("height", List.of(channels), Weight.Role.GAMMA));
        }

        @Override
        public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights) {
            SDVariable steep = weights.get(0).sub(1).mul(1_000_000).add(1);
            return inputs.get(0).mul(graph.math().exp(graph.math().abs(steep)));
        }
    }
}
