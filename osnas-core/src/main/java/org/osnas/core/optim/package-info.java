/** Optimizer and learning rate schedules. */
package org.osnas.core.optim;
