/** Orders that come by topics of a broker: how the gateway hears them, whatever the wire. Found by ServiceLoader. */
@NullMarked
package io.lineside.model.topic;

import org.jspecify.annotations.NullMarked;
