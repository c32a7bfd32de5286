/** What a run must survive, tried in earnest: kills, faults of every file operation, damage, odd files. */
package org.osnas.reliability;
