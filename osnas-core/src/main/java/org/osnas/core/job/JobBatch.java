package org.osnas.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Jobs of one kind. The result of a job is a pure function of its kind, of the number of threads, of what all have in
 * common, and of what is its own: so it does not matter where it runs, how often, or beside what. All of that is JSON;
 * larger things are files of a folder that it names.
 *
 * @param kind names what is done
 * @param common what all of them need, which is worth keeping ready between two of them
 */
public record JobBatch(String kind, JsonNode common, List<Job> jobs) {

    /**
     * One job.
     *
     * @param name for people: {@code training of 3,0,1 with seed 2}
     */
    public record Job(String name, JsonNode what) {}

    public JobBatch {
        jobs = List.copyOf(jobs);
    }
}
