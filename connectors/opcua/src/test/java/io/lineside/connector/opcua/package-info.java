@NullMarked
package io.lineside.connector.opcua;

import org.jspecify.annotations.NullMarked;
