/** Optimizer and learning rate schedules. */
package org.osnas.engine.optim;
