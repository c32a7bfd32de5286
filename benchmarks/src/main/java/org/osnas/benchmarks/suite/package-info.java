/** What the suites that are programs of their own have in common. */
package org.osnas.benchmarks.suite;
