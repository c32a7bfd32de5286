/** Several objectives at once: what dominates what, Pareto fronts, crowding, hypervolume. */
@NullMarked
package org.osnas.api.pareto;

import org.jspecify.annotations.NullMarked;
