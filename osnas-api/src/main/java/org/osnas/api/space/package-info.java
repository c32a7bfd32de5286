/** Search spaces and networks as plain values: layers, blocks, choice layers, architectures. No tensor library. */
package org.osnas.api.space;
