package io.lineside.connector.mqtt.link;

/**
 * Why a connection ended or never came to be.
 *
 * @param takenOver whether another client connected with the same client id
 */
record Loss(String reason, boolean takenOver) {
    static Loss of(String reason) {
        return new Loss(reason, false);
    }
}
