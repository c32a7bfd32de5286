/** How well the shared weights of a supernet rank architectures. */
package org.osnas.core.fidelity;
