package org.osnas.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GradientFunctionTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream mine = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @BeforeEach
    void replace() {
        System.setOut(mine);
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void onAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void dropsWhatTheActionPrintsAndNothingElse() {
        System.out.print("before ");
        GradientFunction.quietly(() -> {
            System.out.println("dropped");
            System.out.print("dropped");
            onAnotherThread(() -> System.out.print("während "));
        });
        System.out.print("after");
        assertThat(printed()).isEqualTo("before während after");
        assertThat(System.out).isSameAs(mine);
    }

    @Test
    void standardOutputIsBackWhenTheActionFails() {
        assertThatThrownBy(() -> GradientFunction.quietly(() -> {
                    throw new IllegalStateException("no loss");
                }))
                .hasMessage("no loss");
        assertThat(System.out).isSameAs(mine);
    }

    @Test
    void leavesAStreamThatWasSetMeanwhile() {
        PrintStream others = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        GradientFunction.quietly(() -> System.setOut(others));
        assertThat(System.out).isSameAs(others);
    }
}
