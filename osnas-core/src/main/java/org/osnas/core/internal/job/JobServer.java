package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.job.JobBatch;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs of a batch in the process that it is in, one at a time, and answers each: what has failed is an answer
 * too. What the jobs have in common is made ready for the first of them.
 */
public final class JobServer implements AutoCloseable {

    /** Key of an answer: what the job gave. */
    public static final String RESULT = "result";

    /** Key of an answer: why it gave nothing. */
    public static final String FAILED = "failed";

    /** Key of an answer: the job was asked to stop, and did. */
    public static final String STOPPED = "stopped";

    private static final Logger LOG = LoggerFactory.getLogger(JobServer.class);

    private final JsonNode header;
    private JobKind.@Nullable Work work;

    /**
     * @param header as {@link #header} gives it
     */
    public JobServer(JsonNode header) {
        this.header = header;
    }

    /** What a process must know before it gets jobs of a batch. */
    public static ObjectNode header(JobBatch batch, int threads) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("kind", batch.kind());
        header.put("threads", threads);
        header.set("common", batch.common());
        return header;
    }

    /** Does a job. */
    public ObjectNode answer(JsonNode what, StopSignal stop) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            answer.set(RESULT, work().run(what, stop));
        } catch (StoppedException e) {
            answer.put(STOPPED, true);
        } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
            LOG.warn("A job failed", e);
            answer.put(FAILED, e instanceof BadInputException ? e.getMessage() : e.toString());
        }
        return answer;
    }

    private JobKind.Work work() throws IOException {
        if (work == null) {
            KernelThreads.set(header.path("threads").asInt());
            work = kind(header.path("kind").asText()).open(header.path("common"));
        }
        return work;
    }

    private static JobKind kind(String name) {
        for (JobKind kind : ServiceLoader.load(JobKind.class)) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new BadInputException(
                "This process knows no jobs of the kind '" + name + "': it has another version of OSNAS");
    }

    @Override
    public void close() throws IOException {
        if (work != null) {
            work.close();
        }
    }
}
