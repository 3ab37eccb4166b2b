package io.lineside.model.job;

/**
 * What a line says about one piece.
 *
 * @param unit its serial, or its number within the lot that the job order names
 * @param good false for a piece that was thrown away; the line does not make it again within the same job
 */
public record UnitResult(String unit, boolean good) {}
