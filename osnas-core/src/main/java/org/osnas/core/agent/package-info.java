/** The main agent: the predefined pipeline from a configuration to a retrained network. */
package org.osnas.core.agent;
