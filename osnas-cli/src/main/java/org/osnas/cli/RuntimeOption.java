package org.osnas.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.onnx.ProgramLatency;
import picocli.CommandLine.Option;

/** The option that says where latency is measured. */
final class RuntimeOption {

    private static final String INT8 = "-int8";

    @Option(
            names = "--runtime",
            paramLabel = "R",
            description =
                    "Latency: where it is measured, by whole networks: one of 'osnas list runtimes', or the path of a"
                            + " program that is given batch, threads, repeats and ONNX files, and prints the milliseconds of each"
                            + " (default: OSNAS itself, block by block).")
    private String runtime;

    @Option(
            names = "--int8",
            description = "With --runtime: networks in eight bits; also 'onnxruntime-int8' as its name.")
    private boolean int8;

    boolean given() {
        return runtime != null || int8;
    }

    /** The runtime that was asked for, if one was. */
    Optional<LatencyRuntime> runtime() {
        if (int8 && runtime == null) {
            throw new BadInputException("--int8 goes with a --runtime that runs eight bits: --runtime onnxruntime");
        }
        return Optional.ofNullable(runtime).map(this::named).map(RuntimeOption::find);
    }

    private String named(String name) {
        return int8 && !name.endsWith(INT8) ? name + INT8 : name;
    }

    /** As {@link #runtime}, or the one of a name that a table has, if that is known. */
    Optional<LatencyRuntime> runtimeOr(Optional<String> name) {
        if (given()) {
            return runtime();
        }
        return name.flatMap(n -> Registry.standard().all(Kind.RUNTIME).stream()
                .filter(known -> known.name().equals(n))
                .findFirst());
    }

    private static LatencyRuntime find(String name) {
        try {
            return Registry.standard().find(Kind.RUNTIME, ComponentRef.of("--runtime", name));
        } catch (UnknownNameException e) {
            if (name.contains("/")) {
                return new ProgramLatency(Path.of(name));
            }
            throw e;
        }
    }
}
