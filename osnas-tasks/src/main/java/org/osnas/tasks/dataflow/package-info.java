/** Batches of examples in memory: augmentation, normalisation, prefetch, and the providers that open data sets. */
@NullMarked
package org.osnas.tasks.dataflow;

import org.jspecify.annotations.NullMarked;
