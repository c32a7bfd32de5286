/** Criteria as programs, for training agents. */
package org.osnas.engine.criterion;
