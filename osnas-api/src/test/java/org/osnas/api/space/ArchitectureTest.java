package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.BadInputException;

class ArchitectureTest {

    @Property(seed = "1")
    void textAndValueAgree(@ForAll @Size(min = 1, max = 130) List<@IntRange(max = 1000) Integer> list) {
        int[] choices = list.stream().mapToInt(i -> i).toArray();
        Architecture a = Architecture.of(choices);
        assertThat(Architecture.parse(a.toString()))
                .isEqualTo(a)
                .hasSameHashCodeAs(a)
                .isEqualByComparingTo(a);
        assertThat(Architecture.parse(java.util.Arrays.toString(choices))).isEqualTo(a);
        assertThat(a.toArray()).isEqualTo(choices);
    }

    @Property(seed = "2")
    void withChangesOneChoice(
            @ForAll @Size(min = 3, max = 9) List<@IntRange(max = 9) Integer> list,
            @ForAll @IntRange(max = 9) int choice) {
        int[] choices = list.stream().mapToInt(i -> i).toArray();
        Architecture a = Architecture.of(choices);
        Architecture b = a.with(2, choice);
        assertThat(b.choice(2)).isEqualTo(choice);
        assertThat(b.with(2, a.choice(2))).isEqualTo(a);
        assertThat(a.equals(b)).isEqualTo(choices[2] == choice);
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(choices[2] - choice));
    }

    @Test
    void arraysAreCopied() {
        int[] choices = {1, 2};
        Architecture a = Architecture.of(choices);
        choices[0] = 9;
        a.toArray()[1] = 9;
        assertThat(a).hasToString("1,2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,,2", "1,2,", "1.5", "1;2", "99999999999"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Architecture.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessage("'" + text + "' is not an architecture; write one choice per layer, for example 3,0,7");
    }

    @Test
    void negativeChoicesAreRefused() {
        assertThatThrownBy(() -> Architecture.parse("1,-1"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Choices of an architecture are 0 or more, got [1, -1]");
    }

    @Test
    void namesAFileShortly() {
        assertThat(Architecture.of(3, 0, 7).fileName()).isEqualTo("3-0-7");
        Architecture zeros = Architecture.of(new int[126]);
        assertThat(zeros.fileName()).hasSize(80).startsWith("0-0-0-").matches("[0-9a-f-]+");
        assertThat(zeros.with(125, 1).fileName()).isNotEqualTo(zeros.fileName());
    }
}
