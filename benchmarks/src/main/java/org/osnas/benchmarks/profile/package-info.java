/** Where the time of training steps goes. */
package org.osnas.benchmarks.profile;
