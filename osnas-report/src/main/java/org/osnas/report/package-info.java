/**
 * What people read of runs, comparisons and measurements: pages from templates, tables and charts. Usable from a program
 * without the command line.
 */
package org.osnas.report;
