package io.lineside.model.line;

/**
 * Why two lines can not be in one site.
 *
 * @param key the connection key of the later line that is to be changed
 * @param rule what it must be and what it was, with the file of the earlier line
 */
public record LineClash(String key, String rule) {}
