package org.osnas.tasks.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Part;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;

/** Looks through examples in memory for what a person should know of them. */
public final class Summaries {

    private Summaries() {}

    /** What is in the parts of a data set. Images that are there twice are found by their bytes. */
    public static DataSummary of(DataSplits splits, Reading reading) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        if (splits.train() instanceof ImageSet train
                && splits.validation() instanceof ImageSet validation
                && splits.test() instanceof ImageSet test) {
            Duplicates duplicates = new Duplicates(train);
            duplicates.among("validation", validation);
            duplicates.among("test", test);
            findings.addAll(duplicates.found.list());
        }
        return new DataSummary(
                List.of(
                        new Part(Split.TRAIN, splits.train().size(), counts(splits.train())),
                        new Part(Split.VALIDATION, splits.validation().size(), counts(splits.validation())),
                        new Part(Split.TEST, splits.test().size(), counts(splits.test()))),
                reading.sizes(),
                findings);
    }

    private static List<Count> counts(Examples examples) {
        Labels labels = examples.labels();
        long[] counts;
        if (labels.kind() == LabelKind.YES_NO) {
            counts = yes(labels);
        } else if (labels instanceof ValueLabels) {
            return List.of();
        } else {
            counts = Arrays.stream(labels.counts()).asLongStream().toArray();
        }
        List<Count> named = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            named.add(new Count(labels.names().get(i), counts[i]));
        }
        return named;
    }

    private static long[] yes(Labels labels) {
        long[] counts = new long[labels.width()];
        float[] row = new float[counts.length];
        for (int i = 0; i < labels.size(); i++) {
            Arrays.fill(row, 0);
            labels.write(i, row, 0);
            for (int n = 0; n < row.length; n++) {
                counts[n] += Math.round(row[n]);
            }
        }
        return counts;
    }

    /** Images that are in the training part more than once, or in another part too. */
    private static final class Duplicates {
        private final ImageSet train;
        private final Map<Content, Integer> places = new HashMap<>();
        private final Findings found = new Findings();

        Duplicates(ImageSet train) {
            this.train = train;
            for (int i = 0; i < train.size(); i++) {
                Integer first = places.putIfAbsent(Content.of(train, i), i);
                if (first != null) {
                    boolean same = sameLabel(train, first, train, i);
                    found.add(
                            Kind.DUPLICATE,
                            same
                                    ? "training [image is a copy of another|images are copies of others]"
                                    : "training [image is a copy of another|images are copies of others], labelled otherwise",
                            train.source(i) + " is " + train.source(first));
                }
            }
        }

        void among(String part, ImageSet images) {
            for (int i = 0; i < images.size(); i++) {
                Integer first = places.get(Content.of(images, i));
                if (first != null) {
                    boolean same = sameLabel(train, first, images, i);
                    found.add(
                            Kind.DUPLICATE,
                            part
                                    + (same
                                            ? " [image is a training image|images are training images]"
                                            : " [image is a training image|images are training images], labelled otherwise"),
                            images.source(i) + " is " + train.source(first));
                }
            }
        }

        private static boolean sameLabel(ImageSet a, int i, ImageSet b, int k) {
            if (a.labels() instanceof ValueLabels) {
                float[] one = new float[a.labels().width()];
                float[] other = new float[b.labels().width()];
                a.labels().write(i, one, 0);
                b.labels().write(k, other, 0);
                return Arrays.equals(one, other);
            }
            // Identities of other parts have other numbers.
            String one = a.labels().names().get(a.labels().stratum(i));
            return one.equals(b.labels().names().get(b.labels().stratum(k)));
        }
    }

    /** The bytes of an image as a key. */
    private static final class Content {
        private final byte[] bytes;
        private final int hash;

        /** Images that are not in memory are kept as digests. */
        static Content of(ImageSet images, int image) {
            byte[] bytes = images.pixels(image);
            return new Content(images.inMemory() ? bytes : digest(bytes));
        }

        private static byte[] digest(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        private Content(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && hash == content.hash && Arrays.equals(bytes, content.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
