package io.lineside.connector.mqtt.link;

/** What a broker asks of its clients; the password never shows in a text. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return username + ":***";
    }
}
