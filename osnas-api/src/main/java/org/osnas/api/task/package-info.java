/** Tasks on tensors: criterion, dataflow, training agent. The only package of this module that uses ND4J types. */
@NullMarked
package org.osnas.api.task;

import org.jspecify.annotations.NullMarked;
