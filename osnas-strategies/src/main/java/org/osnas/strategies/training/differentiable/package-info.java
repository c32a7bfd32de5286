/**
 * Differentiable architecture search: logits of the candidates, trained beside the weights. A {@link
 * org.osnas.strategies.training.differentiable.Relaxer} makes mixtures of logits, a {@link
 * org.osnas.strategies.training.differentiable.CostTerm} adds what the hardware asks for.
 */
@NullMarked
package org.osnas.strategies.training.differentiable;

import org.jspecify.annotations.NullMarked;
