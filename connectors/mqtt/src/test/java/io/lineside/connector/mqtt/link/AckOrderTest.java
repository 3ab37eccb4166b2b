package io.lineside.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MQTT 5.0, 4.6.0-2: PUBACKs go out in the order in which the messages came. */
class AckOrderTest {
    private final List<Integer> sent = new ArrayList<>();
    private final AckOrder order = new AckOrder(sent::add);

    @Test
    void laterMessageWaitsForTheEarlierOne() {
        // Given
        Receipt first = order.arrived(7);
        Receipt second = order.arrived(3);
        // When
        second.acknowledge();
        // Then
        assertThat(sent).isEmpty();
        first.acknowledge();
        assertThat(sent).containsExactly(7, 3);
    }

    @Test
    void forgoneMessageIsNotAcknowledgedAndHoldsNothingUp() {
        // Given
        Receipt first = order.arrived(1);
        Receipt second = order.arrived(2);
        second.acknowledge();
        // When
        first.forgo();
        // Then
        assertThat(sent).containsExactly(2);
    }

    @Test
    void nothingIsAcknowledgedOnceTheConnectionIsGone() {
        // Given
        Receipt first = order.arrived(1);
        // When
        order.close();
        first.acknowledge();
        // Then
        assertThat(sent).isEmpty();
    }

    @Test
    void messageIsAcknowledgedOnce() {
        // Given
        Receipt first = order.arrived(1);
        // When
        first.acknowledge();
        first.acknowledge();
        // Then
        assertThat(sent).containsExactly(1);
    }
}
