@NullMarked
package io.lineside.connector.opcua.wire;

import org.jspecify.annotations.NullMarked;
