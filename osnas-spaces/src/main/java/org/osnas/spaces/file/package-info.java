/** Search spaces described in YAML files. */
package org.osnas.spaces.file;
