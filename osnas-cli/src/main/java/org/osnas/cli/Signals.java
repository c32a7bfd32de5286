package org.osnas.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Takes the signals that ask a process to end, until it is closed. By reflection: the JDK has had {@code sun.misc.Signal}
 * since its first versions and offers nothing else, but its compiler warns of it. Where it is missing, or signals belong
 * to somebody else, the process ends at once when it gets one, which is safe.
 */
final class Signals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final List<Object[]> before = new ArrayList<>();
    private final IntConsumer taker;

    private Signals(IntConsumer taker) {
        this.taker = taker;
    }

    /**
     * @param taker is given the number of each signal, on a thread of the JVM
     */
    static Signals take(IntConsumer taker) {
        Signals signals = new Signals(taker);
        NAMES.forEach(signals::take);
        return signals;
    }

    private void take(String name) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            Object own = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.getName().equals("equals")
                                    ? (Object) (proxy == arguments[0])
                                    : method.getName().equals("hashCode") ? (Object) 0 : name;
                        }
                        taker.accept(number(arguments[0]));
                        return null;
                    });
            before.add(new Object[] {signal, handle(signal, own)});
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Not on this system, or not ours to take.
        }
    }

    private static int number(Object signal) throws ReflectiveOperationException {
        return (int) signal.getClass().getMethod("getNumber").invoke(signal);
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        Method handle =
                signal.getClass().getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"));
        try {
            return handle.invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }

    /** Gives the signals back to who had them. */
    @Override
    public void close() {
        for (Object[] taken : before) {
            try {
                handle(taken[0], taken[1]);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // As it was possible to take it, this does not happen.
            }
        }
        before.clear();
    }
}
