package org.osnas.engine.internal.plan;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What one instruction of a plan cost, for Java Flight Recorder; free while no recording is on. */
@Name(InstructionEvent.NAME)
@Label("Plan instruction")
@Category("OSNAS")
@Description("One instruction of an execution plan, forward or backward")
@StackTrace(false)
final class InstructionEvent extends Event {

    static final String NAME = "org.osnas.Instruction";

    @Label("Operation")
    String operation = "";

    @Label("Output")
    @Description("Shape of the first output")
    String output = "";

    @Label("Backward")
    boolean backward;
}
