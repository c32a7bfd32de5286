/** Images of identities, as folders and lists of pairs have them. */
@NullMarked
package org.osnas.images.verification;

import org.jspecify.annotations.NullMarked;
