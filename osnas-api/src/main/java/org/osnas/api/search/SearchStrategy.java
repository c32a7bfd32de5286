package org.osnas.api.search;

/**
 * Proposes architectures and learns from their scores. An implementation is an immutable configuration; all state of
 * one search is in the session that {@link #start} gives.
 */
public interface SearchStrategy {

    /** Begins a search. Must not draw from anything but {@link SearchContext#seed()}. */
    SearchSession start(SearchContext context);
}
