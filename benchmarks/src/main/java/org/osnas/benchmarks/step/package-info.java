/** Training steps: how long they take, and where their time goes. */
package org.osnas.benchmarks.step;
