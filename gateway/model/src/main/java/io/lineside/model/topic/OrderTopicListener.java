package io.lineside.model.topic;

import java.util.concurrent.CompletionStage;

/** Where messages go. Called from the topic's threads; must not block. */
@FunctionalInterface
public interface OrderTopicListener {
    /** Takes a message; completes when it is known what becomes of it. A failure counts as {@link TopicAnswer.Later}. */
    CompletionStage<TopicAnswer> arrived(TopicMessage message);
}
