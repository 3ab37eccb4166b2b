package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.http.fuzz.FuzzRun;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Requests that nobody would send on purpose: {@code -Dlineside.test.fuzz=200000} for that many, {@code
 * -Dlineside.test.fuzz.seed=7} for others. A failure names the seed and shows the request.
 */
class HttpFuzzTest extends ApiTestBase {
    private static final int INPUTS = Integer.getInteger("lineside.test.fuzz", 6_000);
    private static final long SEED = Long.getLong("lineside.test.fuzz.seed", 1);
    private static final int CLIENTS = 3;
    private static final int SLOW = 50;
    private static final int PAGE = 200;
    private static final long MOST_GROWTH = 48L << 20;

    @Test
    void noInputCrashesHangsOrLeaksAndOnlyWhatIsAnsweredCreatedIsThere() throws Exception {
        // Given
        start(ApiLimits.USUAL);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(connect());
            say(slow.get(i), "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nX-Slow: ");
        }
        long made = run(SEED, INPUTS / 10);
        long before = used();
        // When
        made += run(SEED + 1, INPUTS - INPUTS / 10);
        // Then
        assertThat(made).isPositive().isEqualTo(orders());
        assertThat(used() - before).isLessThan(MOST_GROWTH);
        for (Socket socket : slow) {
            socket.close();
        }
        assertThat(platform.submit(ONE).statusCode()).isEqualTo(201);
    }

    /** How many orders were made. */
    private long run(long seed, int inputs) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Long>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                var run = new FuzzRun(port(), seed * CLIENTS + i, inputs / CLIENTS);
                runs.add(clients.submit(run));
            }
            long made = 0;
            for (Future<Long> run : runs) {
                made += run.get();
            }
            return made;
        } finally {
            clients.shutdownNow();
        }
    }

    private long orders() {
        long count = 0;
        String path = "/v1/orders?limit=" + PAGE;
        while (!path.isEmpty()) {
            JsonNode page = Platform.json(platform.get(path));
            count += page.path("orders").size();
            path = page.path("next").asText();
        }
        return count;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
