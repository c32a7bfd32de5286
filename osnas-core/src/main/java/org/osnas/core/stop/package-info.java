/** How work is asked to stop, and ends where it is safe. */
package org.osnas.core.stop;
