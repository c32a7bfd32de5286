package org.osnas.core.internal.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.cost.PassTimer;
import org.osnas.core.supernet.Supernet;

/** Our own plans as a runtime of whole networks: what tables that are measured block by block speak of. */
public final class OwnRuntime implements LatencyRuntime {

    @Override
    public String name() {
        return Nd4j.getBackend().getClass().getSimpleName();
    }

    @Override
    public String description() {
        return "the execution plans of OSNAS on this machine";
    }

    @Override
    public double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
        List<Supernet> made = new ArrayList<>();
        List<Runnable> passes = new ArrayList<>();
        try {
            for (Supplier<StandaloneNetwork> network : networks) {
                Supernet alone = Supernet.create(network.get().space(), 1);
                made.add(alone);
                Shape in = alone.space().input();
                INDArray images = Nd4j.ones(DataType.FLOAT, conditions.batch(), in.height(), in.width(), in.channels());
                Architecture only = Architecture.of(new int[alone.space().depth()]);
                passes.add(() -> alone.predict(only, images).close());
            }
            return PassTimer.millis(passes, conditions, repeats);
        } finally {
            made.forEach(Supernet::close);
        }
    }
}
