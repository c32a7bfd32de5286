/** Examples of what a third party writes, as small as they can honestly be. */
package org.osnas.tck.example;
