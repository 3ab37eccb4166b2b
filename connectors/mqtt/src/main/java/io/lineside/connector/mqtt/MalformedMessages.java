package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.wire.MalformedMessageException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts messages that break the line protocol and logs the first of each topic. Thread-safe. */
final class MalformedMessages {
    private static final Logger LOGGER = LoggerFactory.getLogger(MalformedMessages.class);
    private static final int MOST_TOPICS = 100;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    void seen(String topic, MalformedMessageException why) {
        count.incrementAndGet();
        if (logged.size() < MOST_TOPICS && logged.add(topic)) {
            LOGGER.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("problem", why.getMessage())
                    .log("a message breaks the line protocol and is dropped; further ones of this topic are counted");
        }
    }

    long count() {
        return count.get();
    }
}
