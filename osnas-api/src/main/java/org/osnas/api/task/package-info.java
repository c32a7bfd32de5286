/** Tasks on tensors: criterion, dataflow, training agent. The only package of this module that uses ND4J types. */
package org.osnas.api.task;
