package org.osnas.core.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.RetrainSettings.Distillation;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.agent.RetrainSettings.Teacher;

/** The section {@code retrain}, or the word {@code none}. */
final class RetrainSection {

    private static final String KEY = "retrain";
    private static final String FROM = "from";
    private static final String NO_TEACHER = "none";
    private static final Allowed NONE_OR_SECTION = new Allowed.AnyOf(
            List.of(new Allowed.Choice(List.of(From.NONE.word())), new Allowed.Section()),
            "none, or a section of keys and values");

    private RetrainSection() {}

    static RetrainSettings read(Settings root) {
        Optional<Object> given = root.about("how the best architectures are trained; none to take them as they are")
                .value(KEY, NONE_OR_SECTION);
        if (given.filter(value -> !(value instanceof Map)).isPresent()) {
            Object word = given.orElseThrow();
            if (word.equals(From.NONE.word())) {
                return RetrainSettings.NONE;
            }
            throw root.wrong(KEY, word, NONE_OR_SECTION.words());
        }
        Settings s = root.section(KEY);
        From from = From.valueOf(s.about("what the weights begin from")
                .choice(
                        FROM,
                        From.SCRATCH.word(),
                        List.of(From.SCRATCH.word(), From.INHERITED.word(), From.NONE.word()))
                .toUpperCase(Locale.ROOT));
        RetrainSettings defaults = RetrainSettings.defaults(from);
        RetrainSettings settings = new RetrainSettings(
                from,
                Lengths.read(s, defaults.length()),
                OptimizerSection.read(s, defaults.optimizer()),
                s.about("best architectures of the search that are retrained")
                        .integer("finalists", defaults.finalists(), 1, 1000),
                recipe(s),
                selection(s));
        s.rejectUnknown();
        return settings;
    }

    private static Recipe recipe(Settings s) {
        Recipe plain = Recipe.PLAIN;
        return new Recipe(
                s.about(
                                "decay of the moving average of the weights that is evaluated and kept, such as 0.999; 0 for none")
                        .number("average", plain.average(), 0, 0.999999),
                s.about("batches whose gradients make one step together")
                        .integer("accumulate", plain.accumulate(), 1, 1_000_000),
                s.about("share of images that skip the residual branches of the last layer in training; less before it")
                        .number("drop-path", plain.dropPath(), 0, 0.99),
                distillation(s));
    }

    private static Optional<Distillation> distillation(Settings retrain) {
        Settings s = retrain.about("another network that is learned from, beside the labels")
                .section("distil");
        List<String> words = Stream.concat(
                        Stream.of(NO_TEACHER), Stream.of(Teacher.values()).map(Teacher::word))
                .toList();
        String from = s.about(
                        "whose outputs: those of the architecture itself or of the largest one in the supernet, or of a"
                                + " network that was exported")
                .choice(FROM, NO_TEACHER, words);
        Optional<Path> network =
                s.about("folder of a run, or an exported SameDiff file").path("network");
        double weight = s.about("factor of the divergence from it").number("weight", 1, 1e-9, 1e6);
        s.rejectUnknown();
        return from.equals(NO_TEACHER)
                ? Optional.empty()
                : Optional.of(new Distillation(Teacher.valueOf(from.toUpperCase(Locale.ROOT)), network, weight));
    }

    private static Selection selection(Settings s) {
        Selection last = Selection.LAST;
        return new Selection(
                s.about(
                                "steps between two looks at the validation score; 0 for none, or once an epoch if keep or patience"
                                        + " needs them")
                        .integer("validate-every", last.every(), 0, 1_000_000_000),
                Keep.valueOf(s.about("weights that the network has: those with the best validation score, or the last")
                        .choice("keep", last.keep().word(), List.of(Keep.BEST.word(), Keep.LAST.word()))
                        .toUpperCase(Locale.ROOT)),
                s.about("validations without a better score that end a training; 0 for none")
                        .integer("patience", last.patience(), 0, 1_000_000_000));
    }

    static Map<String, Object> toMap(RetrainSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (settings.from() != From.SCRATCH) {
            map.put(FROM, settings.from().word());
        }
        if (settings.from() != From.NONE) {
            Lengths.putInto(map, settings.length());
            map.put("optimizer", OptimizerSection.toMap(settings.optimizer()));
            putRecipe(map, settings.recipe());
            putSelection(map, settings.selection());
        }
        map.put("finalists", settings.finalists());
        return map;
    }

    // What is off is left out, so that logs and descriptions of older versions stay the same text.
    private static void putRecipe(Map<String, Object> map, Recipe recipe) {
        if (recipe.average() > 0) {
            map.put("average", recipe.average());
        }
        if (recipe.accumulate() > 1) {
            map.put("accumulate", recipe.accumulate());
        }
        if (recipe.dropPath() > 0) {
            map.put("drop-path", recipe.dropPath());
        }
        recipe.distillation().ifPresent(distillation -> {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put(FROM, distillation.teacher().word());
            distillation.network().ifPresent(network -> section.put("network", network.toString()));
            section.put("weight", distillation.weight());
            map.put("distil", section);
        });
    }

    private static void putSelection(Map<String, Object> map, Selection selection) {
        if (selection.every() > 0) {
            map.put("validate-every", selection.every());
        }
        if (selection.keep() != Keep.LAST) {
            map.put("keep", selection.keep().word());
        }
        if (selection.patience() > 0) {
            map.put("patience", selection.patience());
        }
    }
}
