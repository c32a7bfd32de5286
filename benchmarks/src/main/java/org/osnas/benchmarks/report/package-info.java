/** Results of the suites: JSON files, and the page that is made of them. */
package org.osnas.benchmarks.report;
