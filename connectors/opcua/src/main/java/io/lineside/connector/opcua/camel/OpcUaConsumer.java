package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.Connection;
import io.lineside.connector.opcua.client.ConnectionListener;
import io.lineside.connector.opcua.client.Feed;
import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.connector.opcua.client.ServerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to data or events, again after every reconnect, and gives each to the route in order on a thread of its own.
 *
 * <p>What goes wrong reaches the exception handler, with {@code bridgeErrorHandler=true} the route itself, once for each
 * reason: no connection, an item that the server refuses (asked again every five seconds), a Bad value, notifications
 * lost. A slow route slows the server's sending down; what then does not fit the item's queue is lost at the server.
 */
final class OpcUaConsumer extends DefaultConsumer implements ConnectionListener {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int CLOSE_SECONDS = 5;
    /** Notifications that wait for the route before Milo's thread does. */
    private static final int BACKLOG = 1_000;

    private static final NodeName SERVER = new NodeName("i=2253", NodeIds.Server.expanded());

    private final OpcUaComponent component;
    private final EndpointOptions options;
    private final Operation operation;
    private final Semaphore backlog = new Semaphore(BACKLOG);
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Connection connection;
    private volatile @Nullable ExecutorService thread;
    private @Nullable ServerSession session;
    private List<OpcUaMonitoredItem> items = new ArrayList<>();

    OpcUaConsumer(
            OpcUaEndpoint endpoint,
            OpcUaComponent component,
            EndpointOptions options,
            Operation operation,
            Processor processor) {
        super(endpoint, processor);
        this.component = component;
        this.options = options;
        this.operation = operation;
        if (operation == Operation.SUBSCRIBE && options.nodes().isEmpty()) {
            throw new IllegalArgumentException("node: must be given for a consumer of data");
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, getEndpoint().toString());
        Connection taken = component.take(options.connection());
        connection = taken;
        taken.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        Connection taken = connection;
        if (taken != null) {
            taken.remove(this);
            connection = null;
            unsubscribe();
            component
                    .giveBack(options.connection())
                    .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        ExecutorService own = thread;
        if (own != null) {
            thread = null;
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(own);
        }
        super.doStop();
    }

    @Override
    public void opened(ServerSession opened) {
        Stack.sharedExecutor().execute(() -> guarded(() -> subscribe(opened, wanted())));
    }

    @Override
    public void lost(OpcUaException reason) {
        report(reason);
    }

    @Override
    public void missed(String why) {
        report(new OpcUaException(getEndpoint() + ": " + why));
    }

    private List<NodeName> wanted() {
        return options.nodes().isEmpty() ? List.of(SERVER) : options.nodes();
    }

    private synchronized void subscribe(ServerSession opened, List<NodeName> nodes) {
        if (connection == null) {
            return;
        }
        if (!opened.equals(session)) {
            session = opened;
            items = new ArrayList<>();
            refusals.clear();
        }
        var refused = new ArrayList<NodeName>();
        var asked = new ArrayList<OpcUaMonitoredItem>();
        var names = new ArrayList<NodeName>();
        for (NodeName node : nodes) {
            try {
                asked.add(item(opened, node));
                names.add(node);
            } catch (OpcUaException unknown) {
                refuse(refused, node, unknown);
            }
        }
        List<Feed.Answer> answers = asked.isEmpty()
                ? List.of()
                : opened.feed(options.watching().publishingInterval()).add(asked);
        for (Feed.Answer answer : answers) {
            NodeName node = names.get(asked.indexOf(answer.item()));
            if (answer.status().isBad()) {
                refuse(refused, node, new OpcUaException("can not subscribe to node " + node, answer.status()));
            } else {
                items.add(answer.item());
            }
        }
        if (!refused.isEmpty()) {
            CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                    .execute(() -> guarded(() -> retry(opened, refused)));
        }
    }

    private synchronized void retry(ServerSession opened, List<NodeName> nodes) {
        if (opened.equals(session)) {
            subscribe(opened, nodes);
        }
    }

    private void refuse(List<NodeName> refused, NodeName node, OpcUaException why) {
        refused.add(node);
        if (refusals.add(String.valueOf(why.getMessage()))) {
            report(why);
        }
    }

    private synchronized void unsubscribe() {
        if (session != null && !items.isEmpty()) {
            session.feed(options.watching().publishingInterval()).remove(items);
        }
        session = null;
    }

    private OpcUaMonitoredItem item(ServerSession opened, NodeName node) {
        if (operation == Operation.EVENTS) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(
                    opened.id(node), options.events().filter(opened));
            options.watching().applyTo(item);
            item.setEventValueListener((source, event) -> event(node, event));
            return item;
        }
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(opened.id(node));
        options.watching().applyToData(item);
        item.setDataValueListener((source, value) -> data(node, value));
        return item;
    }

    private void data(NodeName node, DataValue value) {
        if (value.statusCode().isBad()) {
            report(new OpcUaException("node " + node + " has no good value", value.statusCode()));
            return;
        }
        if (value.statusCode().isOverflowSet()) {
            missed("node " + node + ": values were lost, the queue of "
                    + options.watching().queueSize() + " was full");
        }
        deliver(node, message -> Messages.fill(message, value));
    }

    private void event(NodeName node, Variant[] event) {
        if (EventFields.isOverflow(event)) {
            missed("node " + node + ": events were lost, the queue of "
                    + options.watching().queueSize() + " was full");
            return;
        }
        deliver(node, message -> message.setBody(options.events().read(event)));
    }

    private void deliver(NodeName node, Consumer<Message> content) {
        submit(() -> {
            Exchange exchange = createExchange(true);
            exchange.getMessage().setHeader(OpcUaHeaders.NODE, node.text());
            content.accept(exchange.getMessage());
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("the route failed", exchange, exchange.getException());
            }
        });
    }

    /** Through the same thread, so that a route with bridgeErrorHandler=true sees everything in order. */
    private void report(OpcUaException failure) {
        submit(() -> getExceptionHandler().handleException(failure.getMessage(), failure));
    }

    private void submit(Runnable task) {
        ExecutorService now = thread;
        if (now == null) {
            return;
        }
        backlog.acquireUninterruptibly();
        try {
            now.execute(() -> {
                try {
                    task.run();
                } finally {
                    backlog.release();
                }
            });
        } catch (RejectedExecutionException stopped) {
            // The route stopped while this came in: there is nobody to give it to.
            backlog.release();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("can not subscribe at " + getEndpoint(), e);
        }
    }
}
