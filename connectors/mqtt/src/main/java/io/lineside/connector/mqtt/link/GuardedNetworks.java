package io.lineside.connector.mqtt.link;

import java.net.URI;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.internal.SSLNetworkModuleFactory;
import org.eclipse.paho.mqttv5.client.internal.TCPNetworkModuleFactory;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Makes the networks of our own connections, which Paho finds by the scheme of their address, as it finds its own. Thread-safe;
 * refuses options that are not {@link GuardedOptions}.
 */
public final class GuardedNetworks implements NetworkModuleFactory {
    private static final String SCHEME = "guarded-";

    /** For Paho, which finds it as a service. */
    public GuardedNetworks() {}

    /** The address under which Paho comes here. */
    static String address(BrokerUri broker) {
        return SCHEME + broker.value();
    }

    private static URI plain(URI guarded) {
        return URI.create(guarded.toString().substring(SCHEME.length()));
    }

    private static NetworkModuleFactory paho(URI plain) {
        return "ssl".equals(plain.getScheme()) ? new SSLNetworkModuleFactory() : new TCPNetworkModuleFactory();
    }

    @Override
    public Set<String> getSupportedUriSchemes() {
        return Set.of(SCHEME + "tcp", SCHEME + "ssl");
    }

    @Override
    public void validateURI(URI guarded) {
        URI plain = plain(guarded);
        paho(plain).validateURI(plain);
    }

    @Override
    public NetworkModule createNetworkModule(URI guarded, MqttConnectionOptions options, String clientId)
            throws MqttException {
        if (!(options instanceof GuardedOptions own)) {
            throw new IllegalArgumentException("options: must be GuardedOptions, were " + options.getClass());
        }
        URI plain = plain(guarded);
        return new GuardedNetwork(paho(plain).createNetworkModule(plain, own, clientId), own.startup());
    }
}
