/** Contract tests for search strategies, training strategies, spaces and tables, with synthetic spaces to run them on. */
package org.osnas.tck;
