/** A disk that fails when it is told to. */
package org.osnas.reliability.disk;
