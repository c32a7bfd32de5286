package org.osnas.core.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.spi.BadInputException;

/**
 * Costs that others published for a device, by their names, for the blocks of a space: the tables of operators of
 * <a href="https://github.com/mit-han-lab/once-for-all">Once-for-All</a> and
 * <a href="https://github.com/mit-han-lab/proxylessnas">ProxylessNAS</a>, kernels and predictions as
 * <a href="https://github.com/microsoft/nn-Meter">nn-Meter</a> has them, and others of a like form. A mapping, a YAML file,
 * says how their entries are called:
 *
 * <pre>{@code
 * value: mean
 * blocks:
 *   skip: 0
 *   "*": expanded_conv-input:{in}-output:{out}-expand:{expand}-kernel:{kernel}-stride:{stride}-idskip:{idskip}
 * base:
 *   - Conv-input:224x224x3-output:112x112x32
 *   - Logits-input:7x7x1280-output:1000
 * }</pre>
 *
 * <p>Immutable. What the file lacks is not guessed: {@link #missing} lists it.
 */
public final class DeviceCosts {

    private static final int NAMED = 3;

    private final Path file;
    private final Metric metric;
    private final SearchSpace space;
    private final double base;
    private final double[][] costs;
    private final List<String> missing;

    private DeviceCosts(
            Path file, Metric metric, SearchSpace space, double base, double[][] costs, List<String> missing) {
        this.file = file;
        this.metric = metric;
        this.space = space;
        this.base = base;
        this.costs = costs;
        this.missing = List.copyOf(missing);
    }

    /**
     * @param file the published costs: JSON if its name ends in {@code .json}, else YAML
     * @param mapping a YAML file
     * @throws BadInputException if a file cannot be read, or the mapping does not fit the space or the file
     */
    public static DeviceCosts read(Path file, Path mapping, Metric metric, SearchSpace space) {
        DeviceMapping names = DeviceMapping.read(mapping, metric.unit());
        Pricing pricing = new Pricing(names, DeviceEntries.read(file, names.value(), metric.unit()));
        List<double[]> costs = new ArrayList<>();
        for (int s = 0; s < space.stages().size(); s++) {
            Stage stage = space.stages().get(s);
            List<Shape> in = List.of(space.stageInput(s));
            ToDoubleFunction<Block> price = block -> pricing.of(block, in);
            List.of(metric.combination() == Combination.SUM ? stage.additiveShares(price) : stage.peakShares(price))
                    .forEach(costs::add);
        }
        double base = names.base().isPresent()
                ? pricing.sum(names.base().get())
                : metric.combination()
                        .of(
                                pricing.of(space.stem(), List.of(space.input())),
                                pricing.of(space.head().block(), space.headInputs()));
        return new DeviceCosts(file, metric, space, base, costs.toArray(double[][]::new), pricing.missing());
    }

    /** Names of entries that the file would have to have, sorted; empty if all costs are known. */
    public List<String> missing() {
        return missing;
    }

    /**
     * All costs as a table.
     *
     * @throws BadInputException if some are missing, naming the first
     */
    public LookupTable table() {
        if (!missing.isEmpty()) {
            throw new BadInputException("%s lacks %d entries that the mapping names: %s%s"
                    .formatted(
                            file,
                            missing.size(),
                            String.join("; ", missing.subList(0, Math.min(NAMED, missing.size()))),
                            missing.size() > NAMED ? "; …" : ""));
        }
        return LookupTable.of(metric, base, costs, space);
    }

    /**
     * The costs as CSV with the columns {@code layer,block,value}, empty where a value is missing: to be filled in and read
     * again. The entries that are missing stand above as remarks.
     */
    public String csv() {
        StringBuilder text = new StringBuilder();
        missing.forEach(name -> text.append("# missing: ").append(name).append('\n'));
        text.append("layer,block,value\n");
        line(text, "base", "", base);
        for (int l = 0; l < costs.length; l++) {
            for (int c = 0; c < costs[l].length; c++) {
                line(text, Integer.toString(l), space.candidate(l, c).name(), costs[l][c]);
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String layer, String block, double value) {
        text.append(layer).append(",\"").append(block.replace("\"", "\"\"")).append("\",");
        text.append(Double.isNaN(value) ? "" : Double.toString(value)).append('\n');
    }
}
