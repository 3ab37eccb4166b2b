package io.lineside.gateway.log;

import io.lineside.config.LogConfig;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The log of this process, for who starts it or changes its rules. Thread-safe. */
public final class Logging {
    private static final String JAVA_LOGGING = "java.util.logging.config.class";
    private static final String JAVA_LOGGING_FILE = "java.util.logging.config.file";

    private Logging() {}

    /**
     * Has what Java itself, libraries by Java's own logging, and threads that die of a fault have to say in the log too, before
     * anything of that is there.
     */
    public static void takeAll() {
        if (System.getProperty(JAVA_LOGGING) == null && System.getProperty(JAVA_LOGGING_FILE) == null) {
            System.setProperty(JAVA_LOGGING, JavaLogging.class.getName());
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) ->
                LoggerFactory.getLogger(Logging.class).error("a thread ended that should not have", bug));
    }

    /** What the environment says of the log and nobody understands, in words. */
    public static Optional<String> fault() {
        return loggers().flatMap(Loggers::fault);
    }

    /** Whether lines are for programs. */
    public static boolean isJson() {
        return loggers().filter(Loggers::isJson).isPresent();
    }

    /** Puts what the site says into force, at once; the environment goes before it. */
    public static void follow(LogConfig site) {
        loggers().ifPresent(log -> log.follow(LogRules.of(site)));
    }

    /** Empty where the gateway is part of another program, which has a log of its own. */
    private static Optional<Loggers> loggers() {
        return LoggerFactory.getILoggerFactory() instanceof Loggers ours ? Optional.of(ours) : Optional.empty();
    }
}
