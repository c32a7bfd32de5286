/** What a run that has begun needs, and does not find any more. */
@NullMarked
package org.osnas.core.internal.missing;

import org.jspecify.annotations.NullMarked;
