package org.osnas.api.task;

/** What the labels of a data set say of an example. */
public enum LabelKind {
    /** One of the named classes. */
    CLASS,
    /** Who or what it shows; the identities of other examples may be others than those that were trained with. */
    IDENTITY,
    /** Where objects of the named classes are. */
    BOXES,
    /** A number for each name. */
    VALUES,
    /** For each name yes or no, 1 or 0; several may be yes. */
    YES_NO
}
