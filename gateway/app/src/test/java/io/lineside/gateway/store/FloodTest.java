package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.FaultTable;
import io.lineside.gateway.Platform;
import io.lineside.gateway.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Far more orders at once than can be taken: every one is answered, and none that was promised is missing. */
@EnabledIfSystemProperty(named = "lineside.test.flood", matches = "\\d+")
class FloodTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(FloodTest.class);
    private static final int ORDERS = Integer.getInteger("lineside.test.flood", 0);
    /** More than the gateway lets in at once, fewer than the connections it opens. */
    private static final int AT_ONCE = 900;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<String> promised = Collections.synchronizedList(new ArrayList<>());
    private final List<String> odd = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyOrderOfAFloodIsTakenOrTurnedAwayAndStatusIsReadMeanwhile(@TempDir Path folder) throws Exception {
        // Given: a heap of 192 MB
        Path site = LoneGateway.site(folder.resolve("site"), "{ file: data/lineside.db }");
        try (var gateway = LoneGateway.start(site)) {
            Platform platform = gateway.platform();
            String first = platform.accepted(FailingDiskTest.order());

            // When
            var flooding = new CountDownLatch(ORDERS);
            var flood = new Thread(() -> flood(gateway.api(), flooding), "flood");
            flood.start();
            List<Long> reads = new ArrayList<>();
            while (flooding.getCount() > 0) {
                long began = System.nanoTime();
                assertThat(platform.get("/v1/orders/" + first).statusCode()).isEqualTo(200);
                reads.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
            }

            // Then
            Collections.sort(reads);
            LOGGER.warn(
                    "{} orders, answers {}, {} reads meanwhile, median {} ms, slowest {} ms",
                    ORDERS,
                    new TreeMap<>(answers),
                    reads.size(),
                    reads.get(reads.size() / 2),
                    reads.get(reads.size() - 1));
            assertThat(odd).isEmpty();
            assertThat(answers.keySet()).isSubsetOf(201, 503);
            assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum())
                    .isEqualTo(ORDERS);
            assertThat(reads).hasSizeGreaterThan(10);
            List<String> kept = kept(platform);
            Set<String> known = Set.copyOf(kept);
            int lost = (int) promised.stream().filter(id -> !known.contains(id)).count();
            FaultTable.add(
                    "F23",
                    "flood of %,d orders, %d at once".formatted(ORDERS, AT_ONCE),
                    Verdict.of(1, promised.size(), lost),
                    "-");
            assertThat(kept).containsAll(promised).hasSize(promised.size() + 1);
            assertThat(gateway.output()).doesNotContain("OutOfMemoryError");
        }
    }

    private void flood(URI api, CountDownLatch left) {
        var room = new Semaphore(AT_ONCE);
        var request = HttpRequest.newBuilder(api.resolve("/v1/orders"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(FailingDiskTest.order()))
                .build();
        for (int i = 0; i < ORDERS; i++) {
            room.acquireUninterruptibly();
            var unused = http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
                if (failure != null) {
                    odd.add(String.valueOf(failure));
                } else {
                    note(answer);
                }
                room.release();
                left.countDown();
            });
        }
    }

    private void note(HttpResponse<String> answer) {
        answers.computeIfAbsent(answer.statusCode(), code -> new AtomicInteger())
                .incrementAndGet();
        if (answer.statusCode() == 201) {
            promised.add(Platform.json(answer).path("id").asText());
        } else if (answer.headers().firstValue("Retry-After").isEmpty()) {
            odd.add("no Retry-After: " + answer.body());
        }
    }

    private static List<String> kept(Platform platform) throws IOException {
        List<String> ids = new ArrayList<>();
        String next = "/v1/orders?limit=500";
        while (!next.isEmpty()) {
            var page = Platform.json(platform.get(next));
            page.path("orders").forEach(order -> ids.add(order.path("id").asText()));
            next = page.path("next").asText("");
        }
        return ids.stream().distinct().collect(Collectors.toList());
    }
}
