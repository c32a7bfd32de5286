/** The configuration of a run: YAML to validated records, and back. */
@NullMarked
package org.osnas.core.config;

import org.jspecify.annotations.NullMarked;
