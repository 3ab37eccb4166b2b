package io.lineside.connector.opcua.camel;

import static io.lineside.connector.opcua.camel.MachineNodes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.client.FieldServer;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions of a route: as close as asked for, through restarts, loud when something is wrong, gone when stopped. */
@Timeout(60)
class OpcUaConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FieldServer<MachineNodes> server;
    private Context context;

    @BeforeEach
    void setUp() {
        server = FieldServer.unsecured(MachineNodes::new);
        // Longer than a busy machine takes for anything: what came too late would be one failure more.
        context = new Context(server, "insecure=true", "10s");
    }

    @AfterEach
    void tearDown() {
        context.close();
        server.close();
    }

    @Test
    void fastVariableIsSeenAsOftenAsAskedFor() throws Exception {
        // When
        context.consume("fast", "node=" + id("Counter") + "&samplingInterval=50ms&publishingInterval=50ms");
        await().atMost(PATIENCE).until(() -> !context.received().isEmpty());
        int first = context.received().size();
        // Then: twenty changes a second; one sampling a second, the server's default, would take half a minute for this
        await().atMost(Duration.ofSeconds(10)).until(() -> context.received().size() > first + 30);
        assertThat(item().getSamplingInterval()).isEqualTo(50.0);
    }

    @Test
    void queueHoldsWhatChangesBetweenTwoSendings() throws Exception {
        // When: ten changes in a second, room for all
        context.consume(
                "queue", "node=" + id("Counter") + "&samplingInterval=100ms&publishingInterval=1s&queueSize=50");
        // Then
        await().atMost(PATIENCE).until(() -> context.received().size() > 30);
        assertThat(context.failures()).isEmpty();
        assertThat(item().getSamplingInterval()).isEqualTo(100.0);
    }

    @Test
    void changesWithinTheDeadbandAreNotReported() throws Exception {
        // Given
        context.consume(
                "band", "node=" + id("Temperature") + "&samplingInterval=20ms&publishingInterval=20ms&deadband=5");
        await().atMost(PATIENCE).until(() -> context.bodies().contains(20.0));
        // When
        server.nodes().set("Temperature", new DataValue(new Variant(23.0)));
        context.send("node=" + id("Temperature"), null);
        server.nodes().set("Temperature", new DataValue(new Variant(31.0)));
        // Then
        await().atMost(PATIENCE).until(() -> context.bodies().contains(31.0));
        assertThat(context.bodies()).containsExactly(20.0, 31.0);
    }

    @Test
    void valueComesWithNodeStatusAndTimes() throws Exception {
        // When
        context.consume("serial", "node=" + id("Serial"));
        await().atMost(PATIENCE).until(() -> !context.received().isEmpty());
        // Then
        assertThat(context.received().get(0).getMessage().getHeaders())
                .containsEntry(OpcUaHeaders.NODE, id("Serial"))
                .containsEntry(OpcUaHeaders.STATUS, "Good")
                .containsKey(OpcUaHeaders.SOURCE_TIME);
    }

    @Test
    void missingNodeReachesTheRouteAndTheOthersAreWatched() throws Exception {
        // When
        context.consume("missing", "node=" + id("Pressure") + "&node=" + id("Serial"));
        // Then
        await().atMost(PATIENCE).until(() -> context.bodies().contains("S-1"));
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        assertThat(context.failures())
                .singleElement()
                .asString()
                .contains("can not subscribe to node " + id("Pressure"))
                .contains("Bad_NodeIdUnknown");
    }

    @Test
    void missingNodeIsWatchedWhenItComes() throws Exception {
        // Given
        context.consume("late", "node=" + id("Late"));
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        // When
        server.nodes().variable("Late", NodeIds.String, "at last", false);
        // Then
        await().atMost(PATIENCE).until(() -> context.bodies().contains("at last"));
    }

    @Test
    void badValueReachesTheRouteAsAnException() throws Exception {
        // Given
        context.consume("bad", "node=" + id("Temperature"));
        await().atMost(PATIENCE).until(() -> context.bodies().contains(20.0));
        // When
        server.nodes().set("Temperature", new DataValue(StatusCodes.Bad_SensorFailure));
        // Then
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        assertThat(context.failures())
                .singleElement()
                .asString()
                .contains("node " + id("Temperature") + " has no good value")
                .contains("Bad_SensorFailure");
    }

    @Test
    void lostValuesAreToldToTheRoute() throws Exception {
        // When: ten changes in a second, room for two
        context.consume("lossy", "node=" + id("Counter") + "&samplingInterval=50ms&publishingInterval=1s&queueSize=2");
        // Then
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        assertThat(context.failures().get(0)).contains("values were lost, the queue of 2 was full");
    }

    @Test
    void restartedServerIsSubscribedToAgain() throws Exception {
        // Given
        context.consume("steady", "node=" + id("Counter"));
        await().atMost(PATIENCE).until(() -> !context.received().isEmpty());
        // When
        server.stop();
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        server.start();
        int before = context.received().size();
        // Then
        await().atMost(PATIENCE).until(() -> context.received().size() > before + 5);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server.sessions()).isEqualTo(1);
            assertThat(server.subscriptions()).isEqualTo(1);
            assertThat(server.nodes().watched()).hasSize(1);
        });
    }

    @Test
    void stoppedRouteLeavesNothingAtTheServer() throws Exception {
        // Given
        context.consume("one", "node=" + id("Counter"));
        context.consume("other", "node=" + id("Serial"));
        await().atMost(PATIENCE).until(() -> server.nodes().watched().size() == 2);
        // When
        context.stop("one");
        // Then
        assertThat(server.nodes().watched()).hasSize(1);
        context.stop("other");
        assertThat(server.sessions()).isZero();
        assertThat(server.subscriptions()).isZero();
    }

    @Test
    void routeStartedAfterTheLastOneStoppedIsFedInTheSameSession() throws Exception {
        // Given: a producer keeps the session, the only consumer goes
        context.camel().createProducerTemplate().sendBody(context.uri("node=" + id("Serial")), "");
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:keep").to(context.uri("node=" + id("Speed")));
            }
        });
        context.consume("first", "node=" + id("Counter"));
        await().atMost(PATIENCE).until(() -> !context.received().isEmpty());
        context.stop("first");
        int before = context.received().size();
        // When
        context.consume("second", "node=" + id("Counter"));
        // Then
        await().atMost(PATIENCE).until(() -> context.received().size() > before + 5);
        assertThat(server.sessions()).isEqualTo(1);
    }

    @Test
    void eventsArriveWithTheirFields() throws Exception {
        // Given
        context.consume("events", "operation=events&node=" + id("Machine") + "&eventType=i=2041&field=LocalTime");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> fired("kiln is hot"));
        // Then
        assertThat(Context.map(context.received().get(0)))
                .containsEntry("Message", "kiln is hot")
                .containsEntry("Severity", 500)
                .containsEntry("SourceName", "Machine")
                .containsKeys("Time", "EventType", "EventId", "LocalTime");
    }

    private boolean fired(String message) throws UaException {
        server.nodes().fire(message);
        return !context.received().isEmpty();
    }

    @Test
    void notifierThatIsNoneReachesTheRoute() throws Exception {
        // When
        context.consume("none", "operation=events&node=" + id("Serial"));
        // Then
        await().atMost(PATIENCE).until(() -> !context.failures().isEmpty());
        assertThat(context.failures().get(0)).contains("can not subscribe to node " + id("Serial"));
    }

    @Test
    void failingRouteDoesNotEndTheSubscription() throws Exception {
        // Given
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(context.uri("node=" + id("Counter"))).process(exchange -> {
                    context.received().add(exchange.copy());
                    throw new IllegalStateException("the route is broken");
                });
            }
        });
        // Then
        await().atMost(PATIENCE).until(() -> context.received().size() > 5);
        assertThat(server.nodes().watched()).hasSize(1);
    }

    private DataItem item() {
        return server.nodes().watched().get(0);
    }
}
