/** Batches of examples in memory: augmentation, normalisation, prefetch, and the providers that open data sets. */
package org.osnas.tasks.dataflow;
