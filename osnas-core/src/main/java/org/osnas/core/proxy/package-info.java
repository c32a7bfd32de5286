/** Zero-cost proxies: scores of networks that were never trained. */
@NullMarked
package org.osnas.core.proxy;

import org.jspecify.annotations.NullMarked;
