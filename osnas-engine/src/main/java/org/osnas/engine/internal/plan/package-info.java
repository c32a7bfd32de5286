/** Execution plans: SameDiff block graphs compiled to fast forward and backward passes over pooled arrays. */
package org.osnas.engine.internal.plan;
