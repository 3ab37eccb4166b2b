package io.lineside.connector.opcua.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLConnection;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.junit.jupiter.api.Test;

class MiloStartTest {
    @Test
    void threadsThatAreIdleAreGivenBackSoon() {
        // Given
        var pool = (ThreadPoolExecutor) Stack.sharedExecutor();
        // When
        MiloStart.begin();
        MiloStart.begin();
        // Then
        await().until(() -> pool.getKeepAliveTime(TimeUnit.SECONDS) == 5);
        assertThat(URLConnection.getDefaultUseCaches("jar")).isTrue();
    }
}
