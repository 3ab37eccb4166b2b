package io.lineside.gateway.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Sends requests made from one seed and looks at every answer; the result is how many orders were made. */
public final class FuzzRun implements Callable<Long> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSIDES =
            Pattern.compile("Exception|\\tat |io\\.vertx|io\\.netty|io\\.lineside|SQLITE");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern CODE = Pattern.compile("urn:lineside:problem:[a-z-]+");

    private final int port;
    private final long seed;
    private final int inputs;
    private final RequestMaker maker;

    /** A run of so many requests to a port of this machine. */
    public FuzzRun(int port, long seed, int inputs) {
        this.port = port;
        this.seed = seed;
        this.inputs = inputs;
        this.maker = new RequestMaker(seed);
    }

    @Override
    public Long call() throws IOException {
        long made = 0;
        try (var client = new RawClient(port)) {
            for (int i = 0; i < inputs; i++) {
                if (isNewOrder(client, maker.next(), i)) {
                    made++;
                }
            }
        }
        return made;
    }

    private boolean isNewOrder(RawClient client, FuzzRequest request, int number) throws IOException {
        try {
            Optional<RawReply> reply = client.exchange(request);
            if (reply.isEmpty()) {
                assertThat(request.mayHangUp()).as("an answer is owed").isTrue();
                return false;
            }
            requireTyped(request, reply.get());
            if (!reply.get().isNewOrder()) {
                return false;
            }
            maker.madeOrder(JSON.readTree(reply.get().body()).path("id").asText());
            return true;
        } catch (IOException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", request " + number + ": " + request, e);
        }
    }

    private static void requireTyped(FuzzRequest request, RawReply reply) throws IOException {
        if (request.mayHangUp() && reply.status() == 501) {
            // Vert.x's own answer to a version of HTTP that there is not; it closes the connection.
            assertThat(reply.body()).isEmpty();
            return;
        }
        assertThat(reply.status()).as(reply.toString()).isLessThan(500);
        reply.head()
                .forEach(line ->
                        assertThat(CONTROL.matcher(line).find()).as(line).isFalse());
        if (reply.status() < 400 || request.isHead()) {
            return;
        }
        assertThat(reply.header("Content-Type")).as(reply.toString()).contains("application/problem+json");
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.path("type").asText()).as(reply.text()).matches(CODE);
        assertThat(problem.path("status").asInt()).as(reply.text()).isEqualTo(reply.status());
        assertThat(problem.path("detail").asText()).as(reply.text()).isNotBlank();
        assertThat(INSIDES.matcher(reply.text()).find()).as(reply.text()).isFalse();
    }
}
