/** Scenes with boxes, composed of the images that come with OSNAS. */
package org.osnas.tasks.scenes;
