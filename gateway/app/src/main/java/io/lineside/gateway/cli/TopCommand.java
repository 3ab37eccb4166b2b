package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lineside top}: the plant board in a terminal, until it is interrupted. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every line of a running gateway with its work, its queue and why it waits, again and again.",
            "Lines that need somebody come first."
        })
final class TopCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_SECONDS = 3_600;
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Option(names = "--once", description = "Shows it once and ends.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Seconds between two looks, 1 to 3600; ${DEFAULT-VALUE} by default.")
    private int every;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (every < 1 || every > LONGEST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--every: must be 1 to " + LONGEST_SECONDS + " seconds, was " + every);
        }
        PrintWriter err = spec.commandLine().getErr();
        Optional<ManagementCall> management = gateway.management(err);
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            return watch(management.get());
        } catch (IOException | IllegalArgumentException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private int watch(ManagementCall call) throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        do {
            int code = show(call.get("/board"));
            if (once || code != ExitCode.OK) {
                return code;
            }
        } while (!never.await(every, TimeUnit.SECONDS));
        return ExitCode.OK;
    }

    private int show(ManagementCall.Answer answer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!answer.isGood()) {
            spec.commandLine().getErr().println(answer.body());
            return ExitCode.FAILED;
        }
        // What goes to a file or another program stays one board after the other.
        boolean terminal = Help.Ansi.AUTO.enabled();
        if (!once && terminal) {
            out.print(CLEAR);
        }
        PlantTable.of(MAPPER.readTree(answer.body())).forEach(out::println);
        if (!once && !terminal) {
            out.println();
        }
        out.flush();
        return ExitCode.OK;
    }
}
