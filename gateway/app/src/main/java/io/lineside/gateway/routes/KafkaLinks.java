package io.lineside.gateway.routes;

import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.config.door.KafkaSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes endpoints of a Kafka door by hand: neither a topic nor a password is ever part of a URI. The only place besides the
 * routes of such doors that knows Kafka's classes, which are loaded where a site has one.
 */
record KafkaLinks(CamelContext context, KafkaDoorConfig door) {
    /** The header by which a sender names an order when he sends it again. */
    static final String KEY = "idempotency-key";

    private static final int LARGEST_REQUEST = 4_000_000;
    private static final int POLLED_RECORDS = 100;
    private static final long RETRY_MILLIS = 1_000;
    private static final int SESSION_MILLIS = 10_000;

    /** Orders that come in; offsets are committed by the route alone. */
    KafkaEndpoint orders(KafkaDoorConfig.Orders orders) {
        KafkaConfiguration configuration = configuration(orders.topic());
        configuration.setGroupId(orders.group());
        configuration.setClientId("lineside-" + door.name());
        // A gateway that comes back takes over what it had, instead of waiting until it is given up for dead.
        configuration.setGroupInstanceId("lineside-" + door.name());
        configuration.setSessionTimeoutMs(SESSION_MILLIS);
        configuration.setAutoOffsetReset("earliest");
        configuration.setAutoCommitEnable(false);
        configuration.setAllowManualCommit(true);
        configuration.setBreakOnFirstError(true);
        configuration.setMaxPollRecords(POLLED_RECORDS);
        configuration.setKeyDeserializer(ByteArrayDeserializer.class.getName());
        configuration.setValueDeserializer(ByteArrayDeserializer.class.getName());
        return endpoint(configuration);
    }

    /** Events or replies that go out: in order, and never given up by the client itself. */
    KafkaEndpoint out(String topic) {
        KafkaConfiguration configuration = configuration(topic);
        configuration.setRequestRequiredAcks("all");
        configuration.setEnableIdempotence(true);
        configuration.setRetries(Integer.MAX_VALUE);
        configuration.setDeliveryTimeoutMs(Integer.MAX_VALUE);
        configuration.setMaxBlockMs(10_000);
        configuration.setMaxRequestSize(LARGEST_REQUEST);
        configuration.setKeySerializer(StringSerializer.class.getName());
        configuration.setValueSerializer(ByteArraySerializer.class.getName());
        configuration.setRecordMetadata(false);
        return endpoint(configuration);
    }

    private KafkaEndpoint endpoint(KafkaConfiguration configuration) {
        var component = new KafkaComponent(context);
        // A broker that is away at the start is waited for.
        component.setCreateConsumerBackoffMaxAttempts(0);
        component.setCreateConsumerBackoffInterval(RETRY_MILLIS);
        var endpoint = new KafkaEndpoint("kafka:" + configuration.getTopic(), component);
        endpoint.setCamelContext(context);
        endpoint.setConfiguration(configuration);
        return endpoint;
    }

    private KafkaConfiguration configuration(String topic) {
        var configuration = new KafkaConfiguration();
        configuration.setTopic(topic);
        configuration.setBrokers(door.brokers());
        configuration.setHeaderFilterStrategy(new OnlyTheKey());
        configuration.setSecurityProtocol(door.security().protocol().name());
        Map<String, Object> more = new HashMap<>();
        secure(door.security(), more);
        configuration.setAdditionalProperties(more);
        door.security().login().ifPresent(login -> {
            configuration.setSaslMechanism(login.mechanism().word());
            configuration.setSaslJaasConfig(jaas(login));
        });
        return configuration;
    }

    private static void secure(KafkaSecurity security, Map<String, Object> into) {
        security.caFile().ifPresent(file -> {
            into.put("ssl.truststore.type", "PEM");
            into.put("ssl.truststore.certificates", text(file));
        });
        security.certFile().ifPresent(file -> {
            into.put("ssl.keystore.type", "PEM");
            into.put("ssl.keystore.certificate.chain", text(file));
        });
        security.keyFile().ifPresent(file -> into.put("ssl.keystore.key", text(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + file, e);
        }
    }

    private static String jaas(KafkaSecurity.Login login) {
        String module = login.mechanism() == KafkaSecurity.Mechanism.PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=" + quoted(login.username()) + " password="
                + quoted(login.password().value()) + ";";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** No header from outside enters an exchange but the key, and none of the exchange's goes out. */
    private static final class OnlyTheKey implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
            return true;
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
            return !KEY.equals(name);
        }
    }
}
