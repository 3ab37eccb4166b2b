package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lineside.config.Site;
import io.lineside.gateway.SiteStore;
import io.lineside.gateway.http.StoppedJobs;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreException;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside stuck}: what waits for a person, and everything that is known about one job. */
@Command(
        name = "stuck",
        mixinStandardHelpOptions = true,
        description =
                "Lists the jobs that are overdue or wait for a person, and reports that could not be kept; or shows one job.")
final class StuckCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Option(names = "--json", description = "Prints JSON as the gateway gives it, to keep or to send on.")
    private boolean json;

    @Option(names = "--line", paramLabel = "LINE", description = "Lists only what is of this line.")
    private @Nullable String line;

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Shows everything about this job as JSON.")
    private @Nullable String job;

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
            var answer = management.get().get(path());
            return answer.isGood() ? show(answer.body(), out) : failed(answer.body());
        } catch (ManagementCall.NotRunningException stopped) {
            return gateway.site(err).map(this::fromStore).orElseGet(() -> failed("lineside: " + stopped.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            return failed("lineside: " + e.getMessage());
        }
    }

    private String path() {
        if (job != null) {
            return "/jobs/" + job;
        }
        return line == null
                ? "/jobs?stuck=true"
                : "/jobs?stuck=true&line=" + URLEncoder.encode(line, StandardCharsets.UTF_8);
    }

    private int fromStore(Site site) {
        PrintWriter out = spec.commandLine().getOut();
        try (var store = Store.openToRead(SiteStore.settings(site), new OrderRules())) {
            var jobs = new StoppedJobs(store, Clock.systemUTC());
            if (job == null) {
                spec.commandLine()
                        .getErr()
                        .println("the gateway does not run: this is from its store, and nothing is judged overdue");
                return show(
                        jobs.stuck(Optional.ofNullable(line).map(EquipmentId::new))
                                .toCompletableFuture()
                                .join(),
                        out);
            }
            Optional<String> found =
                    jobs.job(new JobOrderId(job)).toCompletableFuture().join();
            return found.isEmpty() ? failed("lineside: there is no job '" + job + "'") : show(found.get(), out);
        } catch (StoreException e) {
            spec.commandLine().getErr().println("lineside: " + e.getMessage());
            return ExitCode.CANNOT_START;
        } catch (IOException | IllegalArgumentException e) {
            return failed("lineside: " + e.getMessage());
        }
    }

    private int show(String body, PrintWriter out) throws IOException {
        JsonNode found = MAPPER.readTree(body);
        if (json || job != null) {
            out.println(found.toPrettyString());
        } else {
            print(found, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.FAILED;
    }

    private void print(JsonNode body, PrintWriter out) {
        body.path("jobs").forEach(job -> {
            out.printf(
                    "%s  %s at %s for %d s%s, attempt %d, %d of %d made%n",
                    job.path("jobOrder").asText(),
                    job.path("state").asText(),
                    job.path("line").asText(),
                    job.path("ageSeconds").asLong(),
                    job.path("overdue").asBoolean()
                            ? " (overdue, limit " + job.path("limit").asText() + ")"
                            : "",
                    job.path("attempt").asInt(),
                    job.path("good").asInt(),
                    job.path("quantity").asInt());
            if (job.hasNonNull("reason")) {
                out.println("    " + job.path("reason").asText());
            }
        });
        body.path("deadReports")
                .forEach(report -> out.printf(
                        "report of %s about %s, %d time(s), last at %s%n    %s%n",
                        report.path("line").asText(),
                        report.path("jobOrder").asText(),
                        report.path("times").asLong(),
                        report.path("lastAt").asText(),
                        report.path("reason").asText()));
        printRest(body, out);
        if (body.path("jobs").isEmpty() && body.path("deadReports").isEmpty()) {
            out.println("nothing waits for a person, and nothing is overdue");
        }
    }

    /** What is beyond the jobs that the gateway lists at once. */
    private void printRest(JsonNode body, PrintWriter out) {
        int listed = body.path("jobs").size();
        var lines = new ArrayList<String>();
        int all = 0;
        for (JsonNode each : body.path("lines")) {
            if (line == null || line.equals(each.path("line").asText())) {
                all += each.path("jobs").asInt();
                lines.add(each.path("line").asText() + " " + each.path("jobs").asInt());
            }
        }
        if (all > listed) {
            out.printf(
                    "%d more wait (%s); %s%n",
                    all - listed,
                    String.join(", ", lines),
                    line == null ? "--line LINE lists those of one line" : "they are listed as these are decided");
        }
    }
}
