/** Additive cost models: metrics, lookup tables, budgets, and sampling under a budget. */
@NullMarked
package org.osnas.api.cost;

import org.jspecify.annotations.NullMarked;
