package org.osnas.core.agent;

import java.util.List;
import org.osnas.api.spi.BadInputException;

/** A budget is on a metric that no table gives. */
public final class UnknownMetricException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String metric;

    UnknownMetricException(String metric, List<String> known) {
        super("Unknown metric '%s'. Known: %s".formatted(metric, String.join(", ", known)));
        this.metric = metric;
    }

    public String metric() {
        return metric;
    }
}
