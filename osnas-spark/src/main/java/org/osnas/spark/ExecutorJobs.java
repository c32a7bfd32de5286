package org.osnas.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.osnas.core.internal.job.JobServer;
import org.osnas.core.stop.StopSignal;
import scala.Function1;
import scala.collection.Iterator;

/**
 * What a task of Spark does in the process of its executor: the job of its partition. The executor keeps what the jobs
 * of a batch have in common for the next one. Only text goes to it and comes back.
 *
 * @param header of the batch, as JSON
 */
record ExecutorJobs(String header) implements Function1<Iterator<String>, String>, Serializable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 100;

    /** The server of this process. */
    private static Optional<JobServer> server = Optional.empty();

    private static String serves = "";

    @Override
    public String apply(Iterator<String> jobs) {
        try {
            return answer(header, jobs.next(), TaskContext.get());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized String answer(String header, String what, TaskContext task) throws IOException {
        if (server.isEmpty() || !serves.equals(header)) {
            if (server.isPresent()) {
                server.get().close();
            }
            server = Optional.of(new JobServer(JSON.readTree(header)));
            serves = header;
        }
        StopSignal stop = new StopSignal();
        Thread watch = new Thread(() -> watch(task, stop), "osnas-stop");
        watch.setDaemon(true);
        watch.start();
        try {
            return text(server.get().answer(JSON.readTree(what), stop));
        } finally {
            watch.interrupt();
        }
    }

    private static String text(Object answer) throws JsonProcessingException {
        return JSON.writeValueAsString(answer);
    }

    /** Spark marks a task that it does not want any more; it is asked to stop, and saves its state. */
    private static void watch(TaskContext task, StopSignal stop) {
        try {
            while (!task.isInterrupted()) {
                Thread.sleep(LOOK_MILLIS);
            }
            stop.request();
        } catch (InterruptedException e) {
            // The job has ended.
            Thread.currentThread().interrupt();
        }
    }
}
