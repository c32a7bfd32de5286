package org.osnas.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.TrainingAgent;

/** Hears of every call of an object, and of the agents, evaluations and streams that it gives. */
final class Spy {

    private Spy() {}

    /**
     * @param before is told the name of each method that is called, as {@code calibration.next} for a stream
     */
    static <T> T on(Class<T> type, T it, Consumer<String> before) {
        return type.cast(on(it, "", before));
    }

    private static Object on(Object it, String prefix, Consumer<String> before) {
        Class<?>[] types = interfaces(it.getClass()).distinct().toArray(Class<?>[]::new);
        return Proxy.newProxyInstance(Spy.class.getClassLoader(), types, (proxy, method, arguments) -> {
            String name = prefix + method.getName();
            before.accept(name);
            Object result;
            try {
                method.setAccessible(true);
                result = method.invoke(it, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            boolean spied =
                    result instanceof BatchStream || result instanceof TrainingAgent || result instanceof Evaluation;
            return spied ? on(result, name + ".", before) : result;
        });
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(Arrays.stream(type.getInterfaces()), interfaces(type.getSuperclass()));
    }
}
