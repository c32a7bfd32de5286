/** Prebuilt search spaces by name, and the builder that describes a new one in a few lines. */
@NullMarked
package org.osnas.spaces;

import org.jspecify.annotations.NullMarked;
