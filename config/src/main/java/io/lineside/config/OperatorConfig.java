package io.lineside.config;

import io.lineside.config.source.Secret;

/**
 * Somebody who may use the management port.
 *
 * @param name as the audit has it
 * @param token what he sends; at least 20 characters
 */
public record OperatorConfig(String name, Secret token) {}
