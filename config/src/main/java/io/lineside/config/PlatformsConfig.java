package io.lineside.config;

import java.util.List;

/**
 * {@code platforms.yaml}: who may use the platform API. Where the file is, nobody may without a key; an empty file of keys
 * lets nobody in.
 *
 * @param perSecond requests that a key may make each second in the long run, 1 to 100000, default 100
 * @param burst requests that it may make at once after a rest, 1 to 1000000, default 200
 * @param keys in the order of the file
 * @param webhooks that platforms are told by; default none
 */
public record PlatformsConfig(int perSecond, int burst, List<ApiKeyConfig> keys, List<WebhookConfig> webhooks) {
    /** Copies the lists. */
    public PlatformsConfig {
        keys = List.copyOf(keys);
        webhooks = List.copyOf(webhooks);
    }

    /** Platforms that are told of nothing by themselves. */
    public PlatformsConfig(int perSecond, int burst, List<ApiKeyConfig> keys) {
        this(perSecond, burst, keys, List.of());
    }
}
