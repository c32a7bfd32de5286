/** Contract tests for search strategies, training strategies, spaces and tables, with synthetic spaces to run them on. */
@NullMarked
package org.osnas.tck;

import org.jspecify.annotations.NullMarked;
