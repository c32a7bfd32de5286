/** Scores of architectures: who gives them, and tables of known ones. */
package org.osnas.core.score;
