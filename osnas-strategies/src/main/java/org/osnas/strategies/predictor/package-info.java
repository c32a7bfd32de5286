/** Search guided by a surrogate of the score. */
package org.osnas.strategies.predictor;
