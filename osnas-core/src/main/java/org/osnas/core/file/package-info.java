/** Files that are replaced as a whole. */
package org.osnas.core.file;
