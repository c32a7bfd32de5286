/** Verification by embeddings: whether two examples show the same, also of identities that nothing trained with. */
package org.osnas.tasks.verification;
