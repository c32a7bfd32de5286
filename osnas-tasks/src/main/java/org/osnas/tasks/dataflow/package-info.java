/** Batches of images: splits, augmentation, normalisation, prefetch, and the providers that open data sets. */
package org.osnas.tasks.dataflow;
