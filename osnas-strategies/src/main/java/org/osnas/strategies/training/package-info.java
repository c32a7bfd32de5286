/** Supernet training strategies: which paths each step trains. */
package org.osnas.strategies.training;
