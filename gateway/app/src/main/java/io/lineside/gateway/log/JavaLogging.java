package io.lineside.gateway.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * How Java's own logging is set up, should something use it: all of it goes to SLF4J. Made by {@link LogManager}, which finds its
 * name in a system property, so that it costs nothing before.
 */
public final class JavaLogging {
    private static final String RULES = "handlers=org.slf4j.bridge.SLF4JBridgeHandler\n.level=INFO\n";

    /** Puts the rules into force. */
    public JavaLogging() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(RULES.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
