/** Images in memory, and readers of the file formats they come in. */
package org.osnas.tasks.data;
