package org.osnas.engine.internal.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.osnas.engine.internal.kernel.OpenMp;

/** ND4J has a oneDNN of its own in it; in one process the two must not call each other. */
class OneDnnBesideNd4jTest {

    @Test
    void symbolsStayPrivate() {
        assumeTrue(OneDnn.isAvailable() && Platform.isLinux(), "no build of oneDNN for this platform");
        OpenMp.makeSingle();
        ConvShape shape = new ConvShape(1, 2, 2, 3, 4, 1, 1, 0, false);
        try (FloatPointer x = new FloatPointer(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
                FloatPointer w = new FloatPointer(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
                FloatPointer y = new FloatPointer(16)) {
            OneDnn.forward(shape, x.address(), w.address(), y.address());
            assertThat(y.get(15)).isEqualTo(3f);
        }
        NativeLibrary process = NativeLibrary.getProcess();
        assertThat(process.getFunction("malloc")).isNotNull();
        assertThatThrownBy(() -> process.getFunction("dnnl_primitive_execute"))
                .isInstanceOf(UnsatisfiedLinkError.class);
    }
}
