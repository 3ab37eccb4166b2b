package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.ClientOpener;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.UaException;

/** Opens links: a session, and with it nodes, subscription and heartbeat. Thread-safe. */
public final class LinkOpener {
    /** Milo's own keep-alive is left idle: {@link Heartbeat} does more. */
    private static final Duration NEVER = Duration.ofDays(20);

    private final LinkSettings settings;
    private final LinkListener listener;
    private final ClientOpener opener;

    /** An opener for one line. */
    public LinkOpener(LinkSettings settings, LinkListener listener) {
        this.settings = settings;
        this.listener = listener;
        opener = new ClientOpener(settings.client(), NEVER);
    }

    /** Makes one attempt. Completes exceptionally when it failed; nothing of it is left then. */
    public CompletionStage<Link> open() {
        return opener.open(this::furnish);
    }

    private Link furnish(OpcUaClient client, OpcUaSession session) throws UaException {
        JobControlNodes nodes = new JobControlDiscovery(client, settings).discover();
        var link = new Link(client, session, nodes, OperationLimits.of(client), settings, listener);
        ServerStart.read(client).ifPresent(link::remembersSince);
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession lost) {
                link.lose("the connection to " + settings.endpoint() + " broke");
            }
        });
        new EventFeed(link, listener).start(settings);
        new Heartbeat(link, settings, Stack.sharedExecutor()).start();
        return link;
    }
}
