/** The configuration of a run: YAML to validated records, and back. */
package org.osnas.core.config;
