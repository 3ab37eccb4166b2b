package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.time.Duration;

/** Reads how long jobs of a line may stay as they are. */
final class LimitsReader {
    private LimitsReader() {}

    static LineLimits read(Value value, Duration requestTimeout) {
        LineLimits usual = LineLimits.usual(requestTimeout);
        if (!value.isPresent()) {
            return usual;
        }
        Block block =
                value.block("queued", "sending", "inDoubt", "stored", "started", "running", "interrupted", "held");
        return new LineLimits(
                limit(block, "queued", usual.queued()),
                limit(block, "sending", usual.sending()),
                limit(block, "inDoubt", usual.inDoubt()),
                limit(block, "stored", usual.stored()),
                limit(block, "started", usual.started()),
                limit(block, "running", usual.running()),
                limit(block, "interrupted", usual.interrupted()),
                limit(block, "held", usual.held()));
    }

    private static Duration limit(Block block, String key, Duration usual) {
        return block.optional(key).scalar().duration().orElse(usual);
    }
}
