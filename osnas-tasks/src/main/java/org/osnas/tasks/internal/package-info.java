/** What readers of data sets share, those of osnas-images too; nothing for programs. */
package org.osnas.tasks.internal;
