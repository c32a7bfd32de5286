package org.osnas.api.search;

/**
 * A session with work to do before its first proposal. {@link #propose} must not be called before all steps of the
 * preparation are done; it then throws an {@link IllegalStateException}.
 *
 * <pre>{@code
 * prepare: while (done < steps) step()  →  propose() ⇄ observe(trial)  →  close()
 * }</pre>
 */
public interface PreparedSession extends SearchSession {

    /** The same object each time. */
    Preparation preparation();
}
