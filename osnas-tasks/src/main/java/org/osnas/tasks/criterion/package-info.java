/** Losses of classification tasks. */
package org.osnas.tasks.criterion;
