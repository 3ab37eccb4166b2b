package io.lineside.simulator.mqtt;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Paho's listener as two functions; both run on a thread of Paho's that must not wait. */
record Completion(Consumer<IMqttToken> done, Consumer<Throwable> failed) implements MqttActionListener {
    static Completion of(Consumer<IMqttToken> done, Consumer<Throwable> failed) {
        return new Completion(done, failed);
    }

    @Override
    public void onSuccess(IMqttToken token) {
        done.accept(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
        failed.accept(exception);
    }
}
