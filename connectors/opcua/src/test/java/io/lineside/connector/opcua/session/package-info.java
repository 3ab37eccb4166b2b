@NullMarked
package io.lineside.connector.opcua.session;

import org.jspecify.annotations.NullMarked;
