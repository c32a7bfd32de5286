/** Networks as Deeplearning4j's computation graphs, and its iterators as data. */
@NullMarked
package org.osnas.dl4j;

import org.jspecify.annotations.NullMarked;
