/** The image classification task: its training step and its evaluation. */
package org.osnas.tasks.classification;
