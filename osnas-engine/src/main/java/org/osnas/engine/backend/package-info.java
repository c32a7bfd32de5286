/** What the backend on the class path brings, and what it lacks. */
@NullMarked
package org.osnas.engine.backend;

import org.jspecify.annotations.NullMarked;
