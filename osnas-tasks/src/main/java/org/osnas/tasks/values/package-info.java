/** Tasks whose labels are numbers: quantities to predict, or yes and no for several names. */
@NullMarked
package org.osnas.tasks.values;

import org.jspecify.annotations.NullMarked;
