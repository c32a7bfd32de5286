/** What leaves a run: networks with all that is needed to use them elsewhere. */
package org.osnas.core.deploy;
