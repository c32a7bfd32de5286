/** Search strategies compared under equal conditions: the grid of strategies and seeds, and what follows from it. */
package org.osnas.core.compare;
