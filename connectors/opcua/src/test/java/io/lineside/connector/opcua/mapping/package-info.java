@NullMarked
package io.lineside.connector.opcua.mapping;

import org.jspecify.annotations.NullMarked;
