package org.osnas.engine.internal.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A oneDNN primitive with two inputs at most and one output, whose memory is named anew at each run. */
final class Call {

    /** One argument: what oneDNN calls it, and its layout. */
    record Argument(int name, memory.desc layout) {}

    private final dnnl_primitive primitive;
    private final dnnl_stream queue;
    // Handles are only valid as long as these.
    private final List<Object> owners = new ArrayList<>();
    private final Workspace scratch;
    private final long scratchBytes;
    private final dnnl_memory[] handles;
    private final long[] addresses;
    private final Address address = new Address();
    private final dnnl_exec_arg_t arguments;

    /** @param scratchLayout what the primitive wants for itself */
    Call(
            engine cpu,
            stream stream,
            primitive primitive,
            Workspace scratch,
            memory.desc scratchLayout,
            List<Argument> inputsAndOutput) {
        this.primitive = primitive.get();
        this.queue = stream.get();
        owners.add(primitive);
        owners.add(stream);
        this.scratch = scratch;
        this.scratchBytes = scratchLayout.get_size();
        List<Argument> all = new ArrayList<>(inputsAndOutput);
        if (scratchBytes > 0) {
            all.add(new Argument(dnnl.DNNL_ARG_SCRATCHPAD, scratchLayout));
        }
        handles = new dnnl_memory[all.size()];
        addresses = new long[all.size()];
        arguments = new dnnl_exec_arg_t(all.size());
        for (int i = 0; i < handles.length; i++) {
            memory place = new memory(all.get(i).layout(), cpu, new Address());
            owners.add(place);
            handles[i] = place.get();
            arguments.position(i).arg(all.get(i).name()).memory(handles[i]);
        }
        arguments.position(0);
    }

    void run(long input, long output) {
        place(0, input);
        place(1, output);
        execute(2);
    }

    void run(long first, long second, long output) {
        place(0, first);
        place(1, second);
        place(2, output);
        execute(3);
    }

    private void execute(int given) {
        if (given < handles.length) {
            place(given, scratch.address(scratchBytes));
        }
        check(dnnl.dnnl_primitive_execute(primitive, queue, handles.length, arguments));
    }

    private void place(int argument, long to) {
        if (addresses[argument] != to) {
            check(dnnl.dnnl_memory_set_data_handle(handles[argument], address.to(to)));
            addresses[argument] = to;
        }
    }

    private static void check(int status) {
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN failed with status " + status);
        }
    }
}
