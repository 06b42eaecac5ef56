package vigie.schedule;

import vigie.job.JobContext;

/** Trains a model apart from the process that serves. */
public interface Retraining {

    /**
     * Trains a model and takes it into use unless it is worse.
     *
     * @throws Exception why it could not be trained
     */
    Result run(JobContext context) throws Exception;
}
