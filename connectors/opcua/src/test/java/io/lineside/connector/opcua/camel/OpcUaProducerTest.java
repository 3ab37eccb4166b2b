package io.lineside.connector.opcua.camel;

import static io.lineside.connector.opcua.camel.MachineNodes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.client.FieldServer;
import io.lineside.connector.opcua.client.OpcUaException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading, writing and calling from a route: results come back, and every failure reaches the route. */
@Timeout(60)
class OpcUaProducerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FieldServer<MachineNodes> server;
    private Context context;

    @BeforeEach
    void setUp() {
        server = FieldServer.unsecured(MachineNodes::new);
        context = new Context(server);
        // The first request waits for the connection no longer than for an answer.
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() -> assertThat(read().getException())
                .isNull());
    }

    @AfterEach
    void tearDown() {
        context.close();
        server.close();
    }

    @Test
    void valueIsReadWithStatusAndTimes() {
        // When
        Exchange exchange = context.send("node=" + id("Temperature"), null);
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(20.0);
        assertThat(exchange.getMessage().getHeader(OpcUaHeaders.STATUS)).isEqualTo("Good");
        assertThat(exchange.getMessage().getHeader(OpcUaHeaders.SERVER_TIME)).isInstanceOf(Instant.class);
    }

    @Test
    void moreNodesThanTheServerTakesAtOnceAreReadInParts() {
        // Given
        String nodes =
                IntStream.range(0, 25).mapToObj(i -> "node=" + id("Zone" + i)).collect(Collectors.joining("&"));
        // When
        Exchange exchange = context.send(nodes, null);
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(Context.map(exchange))
                .hasSize(25)
                .containsEntry(id("Zone0"), 0)
                .containsEntry(id("Zone24"), 24);
    }

    @Test
    void headerNamesTheNode() {
        // When
        Exchange exchange = context.send("operation=read", null, Map.of(OpcUaHeaders.NODE, id("Serial")));
        // Then
        assertThat(exchange.getMessage().getBody()).isEqualTo("S-1");
    }

    @Test
    void missingNodeIsAnExceptionThatNamesIt() {
        // When
        Exchange exchange = context.send("node=" + id("Pressure"), null);
        // Then
        assertThat(exchange.getException())
                .isInstanceOf(OpcUaException.class)
                .hasMessageContaining("can not read node " + id("Pressure"))
                .hasMessageContaining("Bad_NodeIdUnknown");
    }

    @Test
    void everyBadNodeOfSeveralIsNamed() {
        // When
        Exchange exchange = context.send("node=" + id("Speed") + "&node=" + id("No1") + "&node=" + id("No2"), null);
        // Then
        assertThat(exchange.getException())
                .hasMessageContaining(id("No1"))
                .hasMessageContaining(id("No2"))
                .hasMessageNotContaining(id("Speed"));
    }

    @Test
    void valueIsWrittenAsTheTypeThatTheVariableHas() {
        // When
        Exchange exchange = context.send("operation=write&node=" + id("Speed"), 1200L);
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(server.nodes().variable("Speed").getValue().value().value()).isEqualTo((short) 1200);
    }

    @Test
    void valueThatDoesNotFitIsRefusedBeforeItIsSent() {
        // When
        Exchange exchange = context.send("operation=write&node=" + id("Speed"), 40_000);
        // Then
        assertThat(exchange.getException())
                .hasMessage(
                        "node " + id("Speed") + ": the value must fit Int16 (-32768 to 32767), was '40000' (Integer)");
        assertThat(server.nodes().variable("Speed").getValue().value().value()).isEqualTo((short) 0);
    }

    @Test
    void mapIsWrittenToItsNodes() {
        // Given
        var values = new LinkedHashMap<String, Object>();
        values.put(id("Speed"), 5);
        values.put(id("Recipe"), "7");
        // When
        Exchange exchange = context.send("operation=write", values);
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(server.nodes().variable("Recipe").getValue().value().value()).hasToString("7");
    }

    @Test
    void writeToAReadOnlyVariableIsAnException() {
        // When
        Exchange exchange = context.send("operation=write&node=" + id("Serial"), "S-2");
        // Then
        assertThat(exchange.getException())
                .hasMessageContaining("can not write node " + id("Serial"))
                .hasMessageContaining("Bad_NotWritable");
    }

    @Test
    void writeToAnUnknownNamespaceIsAnExceptionAndLeavesTheConnectionUp() {
        // When
        Exchange exchange = context.send("operation=write&node=nsu=urn:no;s=Speed", 1);
        // Then
        assertThat(exchange.getException())
                .hasMessageContaining("node nsu=urn:no;s=Speed: the server has no such namespace")
                .hasMessageContaining("urn:field:machine");
        assertThat(read().getMessage().getBody()).isEqualTo("S-1");
    }

    @Test
    void outputsOfAMethodAreTheBody() {
        // When
        Exchange exchange =
                context.send("operation=call&node=" + id("Machine") + "&method=" + id("Add"), List.of(2L, "40"));
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(42));
    }

    @Test
    void methodThatRefusesIsAnException() {
        // When
        Exchange exchange = context.send("operation=call&node=" + id("Machine") + "&method=" + id("Refuse"), null);
        // Then
        assertThat(exchange.getException())
                .hasMessageContaining("can not call method " + id("Refuse") + " of node " + id("Machine"))
                .hasMessageContaining("Bad_InvalidState");
    }

    // OPC 10031-4 Annex B.2: an Uncertain call delivers its outputs.
    @Test
    void outputsOfAnUncertainCallAreNotLost() {
        // When
        Exchange exchange = context.send("operation=call&node=" + id("Machine") + "&method=" + id("Unsure"), null);
        // Then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of("2: unknown job"));
        assertThat(exchange.getMessage().getHeader(OpcUaHeaders.STATUS)).isEqualTo("Uncertain");
    }

    @Test
    void methodThatDoesNotAnswerIsATimeoutAndOthersGoOn() {
        // When
        Exchange exchange = context.send("operation=call&node=" + id("Machine") + "&method=" + id("Hang"), null);
        // Then
        assertThat(exchange.getException())
                .isInstanceOf(OpcUaException.class)
                .hasMessageContaining("did not answer in time");
        assertThat(server.sessions()).isEqualTo(1);
        assertThat(read().getMessage().getBody()).isEqualTo("S-1");
    }

    @Test
    void producerHoldsNoThreadWhileTheServerThinks() {
        // Given
        String uri = context.uri("operation=call&node=" + id("Machine") + "&method=" + id("Hang"));
        CompletableFuture<Exchange> answer = context.camel()
                .createProducerTemplate()
                .asyncSend(uri, exchange -> exchange.getMessage().setBody(null));
        // When
        server.nodes().hang.countDown();
        // Then
        assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().getException()).isNull();
    }

    @Test
    void serverThatIsAwayIsAnExceptionWithinTheRequestTimeout() {
        // Given
        server.stop();
        await().atMost(PATIENCE).untilAsserted(() -> {
            // When
            Instant before = Instant.now();
            Exchange exchange = read();
            // Then
            assertThat(exchange.getException())
                    .isInstanceOf(OpcUaException.class)
                    .hasMessageContaining("refuses connections");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        });
        server.start();
    }

    @Test
    void restartedServerIsFoundAgain() {
        // Given
        read();
        // When
        server.stop();
        server.start();
        // Then
        await().atMost(PATIENCE).until(() -> "S-1".equals(read().getMessage().getBody()));
    }

    @Test
    void endpointsOfOneServerShareOneSessionThatIsClosedOnStop() {
        // Given
        read();
        context.send("node=" + id("Speed"), null);
        context.send("operation=write&node=" + id("Speed"), 1);
        assertThat(server.sessions()).isEqualTo(1);
        // When
        context.close();
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.sessions()).isZero());
    }

    @Test
    void namespaceIndexIsRefusedWithTheReason() {
        assertThatThrownBy(() -> context.camel().getEndpoint(context.uri("node=ns=2;s=Speed")))
                .rootCause()
                .hasMessageContaining("can change with every restart of the server")
                .hasMessageContaining("was 'ns=2;s=Speed'");
    }

    @Test
    void unknownOptionIsRefused() {
        assertThatThrownBy(() -> context.camel().getEndpoint(context.uri("node=" + id("Speed") + "&sampling=5")))
                .hasMessageContaining("sampling");
    }

    private Exchange read() {
        return context.send("node=" + id("Serial"), null);
    }
}
