package io.lineside.gateway.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What SLF4J finds: the log of this process, on standard error. Made once; thread-safe. */
public final class LogProvider implements SLF4JServiceProvider {
    private static final String DEFAULTS = "/lineside-log.properties";

    private final Loggers loggers = new Loggers(
            new LogWriter(() -> System.err, Clock.systemUTC()),
            LogRules.levels(preset()),
            LogWish.of(
                    name -> Optional.ofNullable(System.getenv(name)),
                    name -> Optional.ofNullable(System.getProperty(name))));
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter nothing = new NOPMDCAdapter();

    /** Text, by the levels that the gateway comes with and those of the environment. */
    public LogProvider() {}

    private static String preset() {
        try (InputStream file = LogProvider.class.getResourceAsStream(DEFAULTS)) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("levels");
        } catch (IOException e) {
            throw new UncheckedIOException("levels that the gateway comes with", e);
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return nothing;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // All is done when it is made.
    }
}
