package org.osnas.tasks.data;

import java.util.List;
import java.util.Optional;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Resizing;

/**
 * How files became examples.
 *
 * @param resizing how those of another size got that of the others
 * @param sizes of the images in their files, if these differ or were resized
 * @param findings what is odd about them
 */
public record Reading(Resizing resizing, Optional<Sizes> sizes, List<Finding> findings) {

    /** Of files that hold examples as they are, without anything odd. */
    public static final Reading PLAIN = new Reading(Resizing.NONE, Optional.empty(), List.of());

    public Reading {
        findings = List.copyOf(findings);
    }
}
