/** Execution plans: SameDiff block graphs compiled to fast forward and backward passes over pooled arrays. */
@NullMarked
package org.osnas.engine.internal.plan;

import org.jspecify.annotations.NullMarked;
