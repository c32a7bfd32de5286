/** What can be wrong with the files of a run. */
package org.osnas.core.file;
