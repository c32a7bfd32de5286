/** Listeners that carry how a run goes on to where people look: event files of TensorBoard, a server of MLflow, CSV. */
@NullMarked
package org.osnas.report.listener;

import org.jspecify.annotations.NullMarked;
