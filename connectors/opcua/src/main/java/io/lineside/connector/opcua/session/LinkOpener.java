package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.ClientOpener;
import io.lineside.connector.opcua.client.Patience;
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
        var patience = new Patience(settings.requestTimeout());
        OperationLimits limits = patience.ask("the read of its OperationLimits", () -> OperationLimits.of(client));
        var link = new Link(client, session, nodes, limits, settings, listener);
        patience.ask("the read of its ServerStatus.StartTime", () -> ServerStart.read(client))
                .ifPresent(link::remembersSince);
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession lost) {
                link.lose("the connection to " + settings.endpoint() + " broke");
            }
        });
        var feed = new EventFeed(link, listener);
        patience.ask("the subscription to its job order status events", () -> feed.start(settings));
        new Heartbeat(link, settings, Stack.sharedExecutor()).start();
        return link;
    }
}
