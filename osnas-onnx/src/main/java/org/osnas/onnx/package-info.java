/** Networks as ONNX models, their structure checked, and ONNX Runtime to run them. */
package org.osnas.onnx;
