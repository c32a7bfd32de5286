/** The one dialect of YAML that configurations and spaces are written in. */
@NullMarked
package org.osnas.yaml;

import org.jspecify.annotations.NullMarked;
