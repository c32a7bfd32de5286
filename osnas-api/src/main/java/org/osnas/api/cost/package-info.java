/** Additive cost models: metrics, lookup tables, budgets, and sampling under a budget. */
package org.osnas.api.cost;
