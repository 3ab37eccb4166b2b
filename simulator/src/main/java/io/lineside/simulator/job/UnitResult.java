package io.lineside.simulator.job;

/** What became of one piece. */
public record UnitResult(String serial, boolean good) {}
