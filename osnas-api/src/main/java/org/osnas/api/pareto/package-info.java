/** Several objectives at once: what dominates what, Pareto fronts, crowding, hypervolume. */
package org.osnas.api.pareto;
