/** Examples in memory: values, labels, splits, statistics; and readers of the file formats they come in. */
package org.osnas.tasks.data;
