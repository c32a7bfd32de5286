package org.osnas.tasks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.tasks.detection.BoxAugmentation.Change;
import org.osnas.tasks.detection.LabelledBox.Kind;

class BoxAugmentationTest {

    private static final Box WINDOW = new Box(10, 20, 40, 20);

    private static LabelledBox object(double left, double top, double width, double height) {
        return LabelledBox.of(0, new Box(left, top, width, height));
    }

    @Test
    void boxesMoveWithTheWindow() {
        Change change = new Change(WINDOW, false, 1, 1, 1);
        // The window is stretched by 2 across and by 4 down.
        assertThat(change.apply(List.of(object(15, 25, 10, 5)), 80, 80))
                .containsExactly(new LabelledBox(0, new Box(10, 20, 20, 20), 50, Kind.OBJECT));
        assertThat(new Change(WINDOW, true, 1, 1, 1)
                        .apply(List.of(object(15, 25, 10, 5)), 80, 80)
                        .get(0)
                        .box())
                .isEqualTo(new Box(50, 20, 20, 20));
    }

    @Test
    void whatIsCutIsCutAndWhatIsHardlySeenIsIgnored() {
        Change change = new Change(WINDOW, false, 1, 1, 1);
        List<LabelledBox> boxes = change.apply(
                List.of(object(0, 20, 20, 10), object(4, 20, 8, 10), object(0, 0, 5, 5), object(50, 20, 5, 5)), 40, 20);
        assertThat(boxes)
                .containsExactly(
                        new LabelledBox(0, new Box(0, 0, 10, 10), 100, Kind.OBJECT),
                        new LabelledBox(0, new Box(0, 0, 2, 10), 20, Kind.IGNORED));
    }

    @Test
    void windowsAreOfTheSizesThatWereAskedFor() {
        BoxAugmentation augmentation = new BoxAugmentation(true, 0.5, 1.5, 1.2, 0.4);
        int mirrored = 0;
        int beyond = 0;
        for (int i = 0; i < 200; i++) {
            Change change = augmentation.draw(Seeds.generator(3, "box", i), 200, 100);
            assertThat(augmentation.draw(Seeds.generator(3, "box", i), 200, 100))
                    .isEqualTo(change);
            double scale = Math.sqrt(change.window().area() / 20000);
            assertThat(scale).isBetween(0.5 - 1e-9, 1.5 + 1e-9);
            assertThat(change.window().width() / change.window().height() / 2).isBetween(1 / 1.2 - 1e-9, 1.2 + 1e-9);
            assertThat(change.contrast()).isBetween(0.6, 1.4);
            mirrored += change.mirrored() ? 1 : 0;
            beyond += change.window().left() < 0 ? 1 : 0;
        }
        assertThat(mirrored).isBetween(70, 130);
        assertThat(beyond).isBetween(60, 140);
        assertThat(BoxAugmentation.NONE.draw(Seeds.generator(3, "box", 0), 200, 100))
                .isEqualTo(Change.none(200, 100));
    }

    @Test
    void impossibleWindowsAreRefused() {
        assertThatThrownBy(() -> new BoxAugmentation(true, 1.2, 1, 1, 0)).hasMessageContaining("the smallest first");
        assertThatThrownBy(() -> new BoxAugmentation(true, 1, 1, 0.5, 0)).hasMessageContaining("factor from 1 to 4");
        assertThatThrownBy(() -> new BoxAugmentation(true, 1, 1, 1, 2)).hasMessageContaining("colour");
    }
}
