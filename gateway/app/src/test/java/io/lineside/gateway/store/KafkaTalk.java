package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who writes orders to topics and reads what is there. Confined to the test's thread. */
final class KafkaTalk implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<Future<?>> begun = new ArrayList<>();

    /** A record of a topic. */
    record Said(int partition, String key, JsonNode text) {}

    KafkaTalk(String brokers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "linger.ms", "5", "max.block.ms", "20000"),
                new StringSerializer(),
                new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        "20000"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** Begins to send; the keys are those of the sender. */
    void send(String topic, String name, String order, String... keys) {
        var record = new ProducerRecord<>(topic, name, order);
        for (String key : keys) {
            record.headers().add("idempotency-key", key.getBytes(StandardCharsets.UTF_8));
        }
        begun.add(producer.send(record));
    }

    /** Waits until the brokers have all that was sent. */
    void flush() {
        try {
            for (Future<?> one : begun) {
                one.get();
            }
            begun.clear();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that a topic holds now, each partition in its order. */
    List<Said> all(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(part -> new TopicPartition(topic, part.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Said> said = new ArrayList<>();
        while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
            for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                said.add(new Said(found.partition(), found.key(), json(found.value())));
            }
        }
        return said;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
