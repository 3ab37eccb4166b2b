package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.ClientSettings;
import io.lineside.connector.opcua.client.Connection;
import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.security.SecurityBlock;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Makes {@code opcua:} endpoints. All endpoints of one server with the same name, timeout and security share one
 * session, which is closed when the last of their producers and consumers stops. Thread-safe.
 */
public final class OpcUaComponent extends DefaultComponent {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int QUEUE_SIZE = 100;
    private static final EquipmentId LINE = new EquipmentId("opcua");

    private final Map<ClientSettings, Shared> connections = new HashMap<>();
    /** One for all endpoints that say the same, so that they share a session. */
    private final Map<Map<String, String>, LineSecurity> securities = new ConcurrentHashMap<>();

    private static final class Shared {
        final Connection connection;
        int users;

        Shared(Connection connection) {
            this.connection = connection;
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Duration publishing = duration(parameters, "publishingInterval", INTERVAL);
        var watching = new Watching(
                publishing,
                duration(parameters, "samplingInterval", publishing),
                getAndRemoveParameter(parameters, "queueSize", Integer.class, QUEUE_SIZE),
                getAndRemoveParameter(parameters, "discardOldest", Boolean.class, true),
                getAndRemoveParameter(parameters, "deadband", Double.class, 0.0));
        var options = new EndpointOptions(
                connection(remaining, parameters),
                Operation.ofWord(getAndRemoveParameter(parameters, "operation", String.class)),
                names(parameters, "node").stream().map(NodeName::parse).toList(),
                name(parameters, "method"),
                watching,
                new EventFields(name(parameters, "eventType"), names(parameters, "field")));
        var endpoint = new OpcUaEndpoint(uri, this, options);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private ClientSettings connection(String remaining, Map<String, Object> parameters) {
        String clientName = getAndRemoveParameter(
                parameters,
                "clientName",
                String.class,
                "camel/" + getCamelContext().getName());
        Duration timeout = duration(parameters, "requestTimeout", REQUEST_TIMEOUT);
        var keys = new HashMap<String, String>();
        SecurityBlock.SETTINGS.forEach(
                setting -> Optional.ofNullable(getAndRemoveParameter(parameters, setting.key(), String.class))
                        .ifPresent(value -> keys.put(setting.key(), value)));
        LineSecurity security = securities.computeIfAbsent(keys, these -> security(these, clientName, timeout));
        Duration longestPause = duration(parameters, "longestPause", ClientSettings.LONGEST_PAUSE);
        return new ClientSettings(remaining, clientName, timeout, longestPause, security);
    }

    /** Read as the security of a line file is, so that both understand and refuse the same. */
    private static LineSecurity security(Map<String, String> keys, String clientName, Duration timeout) {
        try {
            return SecurityBlock.read(
                    new LineSettings(LINE, clientName.replace('/', '-'), List.of(), timeout, keys, Clock.systemUTC()));
        } catch (IllegalArgumentException refused) {
            String path = "lines." + LINE + ".connection.";
            throw new IllegalArgumentException(
                    String.valueOf(refused.getMessage()).replace(path, ""), refused);
        }
    }

    private Duration duration(Map<String, Object> parameters, String key, Duration preset) {
        return getAndRemoveParameter(parameters, key, Duration.class, preset);
    }

    private Optional<NodeName> name(Map<String, Object> parameters, String key) {
        return Optional.ofNullable(getAndRemoveParameter(parameters, key, String.class))
                .map(NodeName::parse);
    }

    /** The values of a key that may be there several times. */
    private static List<String> names(Map<String, Object> parameters, String key) {
        var names = new ArrayList<String>();
        Object value = parameters.remove(key);
        if (value instanceof Collection<?> many) {
            many.forEach(one -> names.add(String.valueOf(one)));
        } else if (value != null) {
            names.add(value.toString());
        }
        return names;
    }

    /** The connection with these settings; must be given back as often as it was taken. */
    synchronized Connection take(ClientSettings settings) {
        Shared shared = connections.computeIfAbsent(settings, wanted -> {
            var connection = new Connection(wanted);
            connection.start();
            return new Shared(connection);
        });
        shared.users++;
        return shared.connection;
    }

    /** Gives a connection back; completes when it is closed, or at once while others use it. */
    synchronized CompletableFuture<Void> giveBack(ClientSettings settings) {
        Shared shared = connections.get(settings);
        if (shared == null || --shared.users > 0) {
            return CompletableFuture.completedFuture(null);
        }
        connections.remove(settings);
        return shared.connection.close().toCompletableFuture();
    }
}
