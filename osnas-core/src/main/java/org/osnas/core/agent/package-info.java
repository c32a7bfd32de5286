/** The main agent: the predefined pipeline from a configuration to a retrained network. */
@NullMarked
package org.osnas.core.agent;

import org.jspecify.annotations.NullMarked;
