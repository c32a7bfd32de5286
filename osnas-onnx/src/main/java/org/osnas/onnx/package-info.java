/** Networks as ONNX models, their structure checked, and ONNX Runtime to run them. */
@NullMarked
package org.osnas.onnx;

import org.jspecify.annotations.NullMarked;
