/** Files of text, and tables in them, as people and spreadsheets write them. */
@NullMarked
package org.osnas.text;

import org.jspecify.annotations.NullMarked;
