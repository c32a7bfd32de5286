/** The one dialect of YAML that configurations and spaces are written in. */
package org.osnas.yaml;
