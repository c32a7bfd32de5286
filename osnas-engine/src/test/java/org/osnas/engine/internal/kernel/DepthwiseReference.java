package org.osnas.engine.internal.kernel;

/** The depthwise convolution in double, by its definition. */
record DepthwiseReference(int n, int h, int w, int c, int kernel, int stride) {

    private interface Product {
        void at(int x, int weight, int y);
    }

    int outH() {
        return (h + stride - 1) / stride;
    }

    int outW() {
        return (w + stride - 1) / stride;
    }

    int inputSize() {
        return n * h * w * c;
    }

    int outputSize() {
        return n * outH() * outW() * c;
    }

    private void forEach(Product product) {
        int p = kernel / 2;
        for (int i = 0; i < n * outH() * outW(); i++) {
            int image = i / (outH() * outW());
            int oy = i / outW() % outH();
            int ox = i % outW();
            for (int tap = 0; tap < kernel * kernel; tap++) {
                int iy = oy * stride + tap / kernel - p;
                int ix = ox * stride + tap % kernel - p;
                if (iy >= 0 && iy < h && ix >= 0 && ix < w) {
                    for (int ch = 0; ch < c; ch++) {
                        product.at(((image * h + iy) * w + ix) * c + ch, tap * c + ch, i * c + ch);
                    }
                }
            }
        }
    }

    double[] forward(double[] x, double[] weights) {
        double[] y = new double[outputSize()];
        forEach((i, tap, o) -> y[o] += x[i] * weights[tap]);
        return y;
    }

    double[] inputGradient(double[] weights, double[] gy) {
        double[] gx = new double[inputSize()];
        forEach((i, tap, o) -> gx[i] += gy[o] * weights[tap]);
        return gx;
    }

    double[] weightGradient(double[] x, double[] gy) {
        double[] dw = new double[kernel * kernel * c];
        forEach((i, tap, o) -> dw[tap] += x[i] * gy[o]);
        return dw;
    }
}
