/** Settings of the process that the native libraries need. */
package org.osnas.engine.setup;
