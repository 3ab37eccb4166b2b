package io.lineside.gateway.notify.webhook;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks up the addresses of a host. Nothing blocks. Thread-safe. */
@FunctionalInterface
public interface Names {
    /** Its addresses, at least one; fails with an {@link java.net.UnknownHostException}. */
    CompletionStage<List<InetAddress>> addresses(String host);
}
