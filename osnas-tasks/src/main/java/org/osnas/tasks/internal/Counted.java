package org.osnas.tasks.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that follow a number. */
public final class Counted {

    private static final Pattern FORMS = Pattern.compile("\\[([^\\[\\]|]*)\\|([^\\[\\]|]*)]");

    private Counted() {}

    /**
     * The words for one or for several.
     *
     * @param words with both forms where they differ: {@code [image is|images are] turned}
     */
    public static String words(long count, String words) {
        return FORMS.matcher(words).replaceAll(forms -> Matcher.quoteReplacement(forms.group(count == 1 ? 1 : 2)));
    }

    /** The same behind the number. */
    public static String of(long count, String words) {
        return count + " " + words(count, words);
    }
}
