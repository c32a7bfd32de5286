/** Verification by embeddings: whether two examples show the same, also of identities that nothing trained with. */
@NullMarked
package org.osnas.tasks.verification;

import org.jspecify.annotations.NullMarked;
