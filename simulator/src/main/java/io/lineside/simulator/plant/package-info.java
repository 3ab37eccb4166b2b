/** The plan of a simulated plant: records, and the strict reading of its YAML file. */
@NullMarked
package io.lineside.simulator.plant;

import org.jspecify.annotations.NullMarked;
