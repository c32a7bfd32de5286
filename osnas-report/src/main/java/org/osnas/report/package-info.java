/**
 * What people read of runs, comparisons and measurements: pages from templates, tables and charts. Usable from a program
 * without the command line.
 */
@NullMarked
package org.osnas.report;

import org.jspecify.annotations.NullMarked;
