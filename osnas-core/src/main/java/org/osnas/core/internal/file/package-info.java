/** Files that are replaced as a whole. */
package org.osnas.core.internal.file;
