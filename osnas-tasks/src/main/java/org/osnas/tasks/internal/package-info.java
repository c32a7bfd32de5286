/** What readers of data sets share, those of osnas-images too; nothing for programs. */
@NullMarked
package org.osnas.tasks.internal;

import org.jspecify.annotations.NullMarked;
