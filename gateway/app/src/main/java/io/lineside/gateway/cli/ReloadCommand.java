package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lineside reload}: puts the files of a running gateway's site into force. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = {
            "Has a running gateway read the files of its site again.",
            "They come into force as a whole, or not at all: then every fault is named, the exit code is 3,",
            "and the gateway goes on by the site that it has."
        })
final class ReloadCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<ManagementCall> management = gateway.management(err);
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            var answer = management.get().post("/site/reload");
            JsonNode body = MAPPER.readTree(answer.body());
            if (answer.isGood()) {
                body.path("changes").forEach(change -> out.println(change.asText()));
                out.println((body.path("changes").isEmpty()
                                ? "nothing to change; the site is in force since "
                                : "in force since ")
                        + body.path("since").asText());
                return ExitCode.OK;
            }
            body.path("errors").forEach(fault -> err.println(line(fault)));
            err.println(body.path("title").asText() + ": " + body.path("detail").asText());
            return answer.status() == 422 ? ExitCode.BAD_SITE : ExitCode.FAILED;
        } catch (IOException | IllegalArgumentException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static String line(JsonNode fault) {
        String path = fault.path("path").asText();
        return fault.path("file").asText() + ":" + fault.path("line").asInt() + ":"
                + fault.path("column").asInt() + ": " + (path.isEmpty() ? "" : path + ": ")
                + fault.path("detail").asText();
    }
}
