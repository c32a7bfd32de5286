package org.osnas.core.agent;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunDescription;

/** What determines the bits of the parts of a run. */
final class Identities {

    private Identities() {}

    /** What all trainings of a run have in common. */
    static Identity run(RunDescription description, SearchSpace space) {
        return new Identity(description.about("seed", "space", "task", "data"))
                .and("space %s at %s, fingerprint %s".formatted(space.name(), space.input(), space.fingerprint()));
    }

    /**
     * Of the shared weights, and of the scores that they give. Budget and tables count only if the training strategy
     * reads them, so that one supernet serves many of these.
     */
    static Identity supernet(Run run) {
        SupernetData data = run.supernetPlan().data();
        Identity identity = run(run.description(), run.space())
                .and(run.description().about("supernet"))
                .and("supernet of seed %d, %d steps of %s, held out: %s"
                        .formatted(
                                run.seed(),
                                run.supernet().length().steps(data.training().batchesPerEpoch()),
                                run.trainingStrategy().name(),
                                data.heldOut().isPresent() ? run.supernet().heldOut() : "nothing"));
        return run.trainingStrategy().it().readsBudget() ? identity.and(budget(run)) : identity;
    }

    /** Of what a search does before its first proposal. */
    static Identity preparation(Run run) {
        return run.supernetIdentity().and(run.description().about("search")).and(budget(run));
    }

    /** Of an architecture trained from scratch. */
    static Identity retraining(Run run, Architecture architecture, RetrainSettings settings, long seed) {
        return run(run.description(), run.space())
                .and("architecture %s from scratch, seed %d, %d steps, %s"
                        .formatted(
                                architecture, seed, settings.steps(run.data()), recipe(run, architecture, settings)));
    }

    /** Of an architecture as it is in the supernet. */
    static Identity inherited(Run run, Architecture architecture) {
        return run(run.description(), run.space())
                .and("architecture %s inherited of supernet %s"
                        .formatted(architecture, run.supernetIdentity().hash()));
    }

    /** Of an architecture trained on from what it inherited. */
    static Identity finetuning(Run run, Architecture architecture, RetrainSettings settings, long seed) {
        return inherited(run, architecture)
                .and("on from there, seed %d, %d steps, %s"
                        .formatted(seed, settings.steps(run.data()), recipe(run, architecture, settings)));
    }

    /** Of a training; what is off says nothing, so that a checkpoint of an older version is still known. */
    private static String recipe(Run run, Architecture architecture, RetrainSettings settings) {
        StringBuilder text = new StringBuilder(settings.optimizer().toString());
        settings.length()
                .seconds()
                .ifPresent(seconds -> text.append(", within ").append(seconds).append(" s"));
        Recipe recipe = settings.recipe();
        if (recipe.average() > 0) {
            text.append(", average %s with statistics of %d batches"
                    .formatted(recipe.average(), run.supernet().recalibrationBatches()));
        }
        if (recipe.accumulate() > 1) {
            text.append(", accumulate ").append(recipe.accumulate());
        }
        if (recipe.dropPath() > 0) {
            text.append(", drop path ").append(recipe.dropPath());
        }
        recipe.distillation().ifPresent(distillation -> {
            Optional<Architecture> teacher = settings.teacher(run.space(), architecture);
            text.append(", distil %s from %s"
                    .formatted(
                            distillation.weight(),
                            teacher.map(t -> t + " of supernet "
                                            + run.supernetIdentity().hash())
                                    .orElseGet(() -> ExportedTeacher.checksum(
                                            distillation.network().orElseThrow()))));
        });
        if (!settings.selection().equals(Selection.LAST)) {
            text.append(", ").append(settings.selection());
        }
        return text.toString();
    }

    private static String budget(Run run) {
        StringBuilder text = new StringBuilder("budget: ")
                .append(new TreeMap<>(run.search().budget().ranges()))
                .append('\n');
        tables(run.space(), run.costs()).forEach((metric, hash) -> text.append("table of ")
                .append(metric)
                .append(": ")
                .append(hash)
                .append('\n'));
        return text.toString();
    }

    /** Of the tables that the description of the space does not give. */
    private static Map<String, String> tables(SearchSpace space, CostModel costs) {
        Map<String, String> tables = new TreeMap<>();
        for (LookupTable table : costs.tables()) {
            tables.put(table.metric().name(), hash(table));
        }
        tables.keySet().removeAll(CostModel.analytic(space).metrics());
        return tables;
    }

    private static String hash(LookupTable table) {
        CRC32C sum = new CRC32C();
        add(sum, table.base());
        for (int l = 0; l < table.depth(); l++) {
            for (int c = 0; c < table.size(l); c++) {
                add(sum, table.blockCost(l, c));
            }
        }
        add(sum, table.correction().scale());
        add(sum, table.correction().offset());
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static void add(CRC32C sum, double value) {
        sum.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).flip());
    }
}
