package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lineside webhook}: who is told by a running gateway, and how that goes. Talks to the management port, which is
 * the plant's own, so that it needs no platform's key and sees the receivers of all.
 */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = "Shows the receivers of webhooks, and tests, resumes or replays one.")
final class WebhookCommand {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
    private static final String RECEIVER = "TENANT/ID, as lineside webhook list shows it.";

    @Spec
    private CommandSpec spec;

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all receivers, and how they are.")
    int list(@Mixin GatewayChoice gateway) {
        return with(gateway, call -> shown(call.get("/webhooks"), this::list));
    }

    @Command(name = "log", mixinStandardHelpOptions = true, description = "Shows the last deliveries, newest first.")
    int log(
            @Mixin GatewayChoice gateway,
            @Parameters(paramLabel = "RECEIVER", description = RECEIVER) String receiver,
            @Option(names = "--limit", defaultValue = "20", description = "How many, 1 to 500. Default: 20.")
                    int limit) {
        return with(
                gateway,
                receiver,
                call -> shown(call.get(path(receiver) + "/deliveries?limit=" + limit), this::deliveries));
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Sends a test event now, and says what came.")
    int test(
            @Mixin GatewayChoice gateway,
            @Parameters(paramLabel = "RECEIVER", description = RECEIVER) String receiver) {
        return with(gateway, receiver, call -> {
            var answer = call.post(path(receiver) + "/test");
            int code = shown(answer, this::delivery);
            return code == ExitCode.OK && !isDelivered(answer.body()) ? ExitCode.FAILED : code;
        });
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on with one that was stopped.")
    int resume(
            @Mixin GatewayChoice gateway,
            @Parameters(paramLabel = "RECEIVER", description = RECEIVER) String receiver) {
        return with(gateway, receiver, call -> shown(call.post(path(receiver) + "/resume"), this::receiver));
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends events once more.")
    int replay(
            @Mixin GatewayChoice gateway,
            @Parameters(paramLabel = "RECEIVER", description = RECEIVER) String receiver,
            @Option(names = "--after", paramLabel = "CURSOR", description = "Those after this cursor or event.")
                    @Nullable
                    String after,
            @Option(names = "--since", paramLabel = "TIME", description = "Those from this time on.") @Nullable
                    String since) {
        if ((after == null) == (since == null)) {
            err().println("lineside: one of --after and --since must be given");
            return ExitCode.USAGE;
        }
        ObjectNode from = MAPPER.createObjectNode();
        from.put(after == null ? "since" : "after", after == null ? since : after);
        return with(
                gateway,
                receiver,
                call -> shown(call.post(path(receiver) + "/replay", from.toString()), this::receiver));
    }

    private interface Deed {
        int by(ManagementCall call) throws IOException;
    }

    private interface Print {
        void of(JsonNode body);
    }

    private int with(GatewayChoice gateway, String receiver, Deed deed) {
        if (!NAME.matcher(receiver).matches()) {
            err().println("RECEIVER: must be TENANT/ID, was '" + receiver + "'");
            return ExitCode.USAGE;
        }
        return with(gateway, deed);
    }

    private int with(GatewayChoice gateway, Deed deed) {
        Optional<ManagementCall> management = gateway.management(err());
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            return deed.by(management.get());
        } catch (IOException | IllegalArgumentException e) {
            err().println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private int shown(ManagementCall.Answer answer, Print print) throws IOException {
        JsonNode body = MAPPER.readTree(answer.body());
        if (answer.isGood()) {
            print.of(body);
            out().flush();
            return ExitCode.OK;
        }
        err().println(body.path("title").asText() + ": " + body.path("detail").asText());
        body.path("errors").forEach(cause -> err().println("  "
                + cause.path("pointer").asText() + ": " + cause.path("detail").asText()));
        return ExitCode.FAILED;
    }

    private static String path(String receiver) {
        return "/webhooks/" + receiver;
    }

    private static boolean isDelivered(String body) throws IOException {
        return MAPPER.readTree(body).path("outcome").asText().equals("Delivered");
    }

    private void list(JsonNode body) {
        body.path("webhooks").forEach(this::receiver);
        if (body.path("webhooks").isEmpty()) {
            out().println("nobody is told: platforms.yaml names no webhooks");
        }
    }

    private void receiver(JsonNode webhook) {
        String tenant = webhook.hasNonNull("tenant") ? webhook.path("tenant").asText() + "/" : "";
        out().printf(
                        "%s%s  %s  %s  at %s, %d waiting, %d order(s) late%n",
                        tenant,
                        webhook.path("id").asText(),
                        webhook.path("state").asText(),
                        webhook.path("url").asText(),
                        webhook.path("cursor").asText(),
                        webhook.path("waiting").asInt(),
                        webhook.path("lateOrders").path("count").asInt());
        for (String word : new String[] {"stopped", "lastFailure", "nextAttempt"}) {
            if (webhook.hasNonNull(word)) {
                out().println("    " + word + ": " + webhook.path(word).asText());
            }
        }
    }

    private void deliveries(JsonNode body) {
        body.path("deliveries").forEach(this::delivery);
        if (body.path("deliveries").isEmpty()) {
            out().println("nothing was sent yet");
        }
    }

    private void delivery(JsonNode delivery) {
        out().printf(
                        "%s  %s  %s #%d%s  %d ms%s%n",
                        delivery.path("at").asText(),
                        delivery.path("outcome").asText()
                                + (delivery.hasNonNull("status")
                                        ? " (" + delivery.path("status").asInt() + ")"
                                        : ""),
                        delivery.path("type").asText(),
                        delivery.path("attempt").asInt(),
                        delivery.hasNonNull("order")
                                ? " of " + delivery.path("order").asText()
                                : "",
                        delivery.path("milliseconds").asInt(),
                        delivery.hasNonNull("detail")
                                ? ": " + delivery.path("detail").asText()
                                : "");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
