/** The building blocks of published networks as templates that take widths and a stride. */
package org.osnas.spaces.block;
