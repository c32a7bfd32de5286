/** How the weights of a network begin. */
package org.osnas.core.weights;
