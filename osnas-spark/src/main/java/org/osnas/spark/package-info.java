/** Jobs on the executors of Apache Spark. */
@NullMarked
package org.osnas.spark;

import org.jspecify.annotations.NullMarked;
