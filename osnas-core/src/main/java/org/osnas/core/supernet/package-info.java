/** The supernet: shared weights, training of paths, evaluation of many architectures, extraction and export. */
package org.osnas.core.supernet;
