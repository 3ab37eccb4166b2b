/** Job orders, commands, states and responses of ISA-95 job control, with the names of OPC 10031-4 V2. */
@NullMarked
package io.lineside.model.job;

import org.jspecify.annotations.NullMarked;
