/** The {@code osnas} command. */
package org.osnas.cli;
