package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

/**
 * One request to a receiver.
 *
 * @param url whose host is named to the receiver and in its certificate
 * @param address where the connection goes, whatever the name means by then
 * @param headers beside those that every request has
 * @param body as it was signed
 * @param timeout for all of it
 */
public record Letter(WebhookUrl url, InetAddress address, Map<String, String> headers, String body, Duration timeout) {
    /** Copies the headers. */
    public Letter {
        headers = Map.copyOf(headers);
    }
}
