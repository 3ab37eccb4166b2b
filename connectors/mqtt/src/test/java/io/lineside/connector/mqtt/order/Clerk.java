package io.lineside.connector.mqtt.order;

import io.lineside.model.topic.OrderTopicListener;
import io.lineside.model.topic.TopicAnswer;
import io.lineside.model.topic.TopicMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes orders as the gateway does, and answers each with its own text; may keep them waiting. Thread-safe. */
final class Clerk implements OrderTopicListener {
    private final ConcurrentLinkedQueue<TopicMessage> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<CompletableFuture<TopicAnswer>> open = new ConcurrentLinkedQueue<>();
    private volatile Mood mood = Mood.READY;

    /** What a clerk does with an order. */
    enum Mood {
        READY,
        /** Says to come again. */
        BUSY,
        /** Says nothing at all. */
        SILENT
    }

    void is(Mood now) {
        mood = now;
    }

    /** Answers all that was kept waiting. */
    void wakeUp() {
        mood = Mood.READY;
        open.forEach(answer -> answer.complete(finished("late")));
    }

    @Override
    public CompletionStage<TopicAnswer> arrived(TopicMessage message) {
        heard.add(message);
        return switch (mood) {
            case READY ->
                CompletableFuture.completedFuture(
                        message.fault().isPresent() ? refused(message) : finished("taken " + text(message)));
            case BUSY -> CompletableFuture.completedFuture(new TopicAnswer.Later("the clerk is busy"));
            case SILENT -> {
                var answer = new CompletableFuture<TopicAnswer>();
                open.add(answer);
                yield answer;
            }
        };
    }

    private static TopicAnswer refused(TopicMessage message) {
        String code = message.fault().orElseThrow().code();
        return new TopicAnswer.Final(code.getBytes(StandardCharsets.UTF_8), true);
    }

    private static TopicAnswer finished(String text) {
        return new TopicAnswer.Final(text.getBytes(StandardCharsets.UTF_8), false);
    }

    List<TopicMessage> heard() {
        return List.copyOf(heard);
    }

    List<String> texts() {
        return heard.stream().map(Clerk::text).toList();
    }

    private static String text(TopicMessage message) {
        return new String(message.content(), StandardCharsets.UTF_8);
    }
}
