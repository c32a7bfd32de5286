/** Search spaces described in YAML files. */
@NullMarked
package org.osnas.spaces.file;

import org.jspecify.annotations.NullMarked;
