/** Prebuilt search spaces by name, and the builder that describes a new one in a few lines. */
package org.osnas.spaces;
