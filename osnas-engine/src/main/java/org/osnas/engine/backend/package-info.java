/** What the backend on the class path brings, and what it lacks. */
package org.osnas.engine.backend;
