/** Images of identities, as folders and lists of pairs have them. */
package org.osnas.images.verification;
