package io.lineside.gateway.demo;

import java.nio.file.Path;

/**
 * What the demonstration runs with.
 *
 * @param site the demo site's folder, which is copied, not changed
 * @param simulator folder with the simulator's jars
 * @param work folder for the copy, its data and the logs; emptied first
 * @param timeScale how many times faster than real the plant works
 * @param terminal whether bars can be redrawn in place
 */
public record DemoSettings(Path site, Path simulator, Path work, int timeScale, boolean terminal) {}
