package org.osnas.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.LoggerFactory;

/** How much of the log goes to standard error: warnings, or errors alone, or all. */
final class Verbosity {

    private static final String APPENDER = "stderr";

    private Verbosity() {}

    static void set(boolean quiet, boolean verbose) {
        if (!quiet && !verbose || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Appender<ILoggingEvent> appender =
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
        if (appender == null) {
            return;
        }
        appender.clearAllFilters();
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel((verbose ? Level.INFO : Level.ERROR).toString());
        filter.start();
        appender.addFilter(filter);
    }
}
