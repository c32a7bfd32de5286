package org.osnas.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.osnas.engine.setup.ProcessSetup;
import org.slf4j.LoggerFactory;

/** While it is open, everything that is logged goes to the run's {@code log.txt} too. */
final class RunLog implements AutoCloseable {

    private final Logger root;
    private final FileAppender<ILoggingEvent> appender;

    private RunLog(Logger root, FileAppender<ILoggingEvent> appender) {
        this.root = root;
        this.appender = appender;
    }

    static RunLog to(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss} %-5level %logger{0}: %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setAppend(true);
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        return new RunLog(root, appender);
    }

    /** The log of a run that trains or evaluates networks; it begins with the settings of the process. */
    static RunLog to(Path file, ProcessSetup setup) {
        RunLog log = to(file);
        log.info(setup.toString());
        return log;
    }

    void info(String line) {
        LoggerFactory.getLogger(RunLog.class).info(line);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
