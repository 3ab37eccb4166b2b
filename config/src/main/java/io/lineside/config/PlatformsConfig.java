package io.lineside.config;

import java.util.List;

/**
 * {@code platforms.yaml}: who may use the platform API. Where the file is, nobody may without a key; an empty file of keys
 * lets nobody in.
 *
 * @param perSecond requests that a key may make each second in the long run, 1 to 100000, default 100
 * @param burst requests that it may make at once after a rest, 1 to 1000000, default 200
 * @param keys in the order of the file
 */
public record PlatformsConfig(int perSecond, int burst, List<ApiKeyConfig> keys) {
    /** Copies the list. */
    public PlatformsConfig {
        keys = List.copyOf(keys);
    }
}
