package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside decide}: a person's decision about a job, kept in the ledger with who and why. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Decides about a job that waits for a person.",
            "  made      it was made: --good and --scrap end it",
            "  not-made  nothing of it was made: it goes again to its line under the same id",
            "  move      nothing of it was made: it goes to another line, --to",
            "  cancel    it shall not be made; a line that has it and can take it back is told to",
            "  retry     what kept it back is mended: it is tried again"
        })
final class DecideCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Parameters(index = "0", paramLabel = "JOB", description = "Job order id, as lineside stuck shows it.")
    private String job = "";

    @Parameters(index = "1", paramLabel = "DECISION", description = "made, not-made, move, cancel or retry.")
    private String decision = "";

    @Option(names = "--good", description = "Good pieces that were made, with made.")
    private @Nullable Integer good;

    @Option(names = "--scrap", description = "Pieces that were made and thrown away, with made; default 0.")
    private @Nullable Integer scrap;

    @Option(names = "--to", paramLabel = "LINE", description = "The line that gets it, with move.")
    private @Nullable String line;

    @Option(names = "--confirmed", description = "You have looked at the line, and nothing else proves you right.")
    private boolean confirmed;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decides.")
    private String by = "";

    @Option(names = "--why", required = true, paramLabel = "WORDS", description = "What you saw, for the ledger.")
    private String why = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<ManagementCall> management = gateway.management(err);
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            var gatewayCall = management.get();
            var seen = gatewayCall.get("/jobs/" + job);
            if (!seen.isGood()) {
                return failed(seen.body(), err);
            }
            int attempt = MAPPER.readTree(seen.body()).path("attempt").asInt();
            var answer = gatewayCall.post("/jobs/" + job + "/decisions", body(attempt));
            if (!answer.isGood()) {
                return failed(answer.body(), err);
            }
            JsonNode now = MAPPER.readTree(answer.body());
            spec.commandLine()
                    .getOut()
                    .println(job + " is " + now.path("state").asText() + " at "
                            + now.path("line").asText() + ": "
                            + now.path("reason").asText());
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private String body(int attempt) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("decision", decision).put("attempt", attempt).put("by", by).put("why", why);
        if (good != null) {
            body.put("good", good);
        }
        if (scrap != null) {
            body.put("scrap", scrap);
        }
        if (line != null) {
            body.put("line", line);
        }
        if (confirmed) {
            body.put("confirmed", true);
        }
        return body.toString();
    }

    /** The problem in lines that can be read at night: what, and every cause. */
    private static int failed(String problem, PrintWriter err) throws IOException {
        JsonNode json = MAPPER.readTree(problem);
        err.println(json.path("title").asText() + ": " + json.path("detail").asText());
        json.path("errors")
                .forEach(cause -> err.println("  " + cause.path("pointer").asText() + ": "
                        + cause.path("detail").asText() + ", was "
                        + cause.path("was").asText()
                        + (cause.has("allowed")
                                ? "; allowed: " + cause.path("allowed").asText()
                                : "")));
        return ExitCode.FAILED;
    }
}
