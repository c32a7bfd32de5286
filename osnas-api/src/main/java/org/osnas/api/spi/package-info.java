/** How components are found by name and configured, and how bad input is reported. */
package org.osnas.api.spi;
