/** Contracts of what handles tensors: criteria, data sets, training agents. Their tests need an ND4J backend. */
@NullMarked
package org.osnas.tck.task;

import org.jspecify.annotations.NullMarked;
