/** Scores that are kept. */
package org.osnas.core.internal.score;
