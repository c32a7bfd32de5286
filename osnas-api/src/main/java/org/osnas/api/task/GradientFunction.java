package org.osnas.api.task;

import java.io.PrintStream;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Defines the gradient function of a graph. SameDiff does so by itself when gradients are first asked for, but prints a
 * line for each operation to standard output, which belongs to the program.
 */
public final class GradientFunction {

    private static final String NAME = "grad";

    private GradientFunction() {}

    /** Does nothing if the graph has its gradient function already. */
    public static void define(SameDiff graph) {
        if (graph.getFunction(NAME) == null) {
            quietly(graph::createGradFunction);
        }
    }

    /** Runs an action, without what this thread prints to standard output meanwhile. */
    static synchronized void quietly(Runnable action) {
        PrintStream out = System.out;
        PrintStream others = new OtherThreads(out);
        System.setOut(others);
        try {
            action.run();
        } finally {
            // Whoever has replaced it in the meantime wants to keep it so.
            if (System.out == others) {
                System.setOut(out);
            }
        }
    }

    /** Drops the text of the thread that made it, and hands on what other threads print. */
    private static final class OtherThreads extends PrintStream {

        private final Thread dropped = Thread.currentThread();
        private final PrintStream out;

        OtherThreads(PrintStream out) {
            super(out, true);
            this.out = out;
        }

        @Override
        public void println(String line) {
            if (Thread.currentThread() != dropped) {
                out.println(line);
            }
        }

        @Override
        public void print(String text) {
            if (Thread.currentThread() != dropped) {
                out.print(text);
            }
        }
    }
}
