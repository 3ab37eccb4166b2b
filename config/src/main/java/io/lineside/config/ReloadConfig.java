package io.lineside.config;

import java.time.Duration;

/**
 * How changed files of the site come into force while the gateway runs.
 *
 * @param watch whether the folder is looked at; {@code lineside reload} works either way; default true
 * @param every how often it is looked at, PT0.1S to PT1H, default PT2S
 */
public record ReloadConfig(boolean watch, Duration every) {}
