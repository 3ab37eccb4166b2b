package io.lineside.config.door;

import io.lineside.config.source.Position;

/**
 * One file of {@code mappings/}: a jq program that makes an order of foreign JSON.
 *
 * @param name of the file without {@code .jq}
 * @param program as written
 * @param at the start of the file
 */
public record MappingConfig(String name, String program, Position at) {}
