package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lineside.config.Site;
import io.lineside.gateway.SiteStore;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.AuditCheck;
import io.lineside.gateway.store.AuditEntry;
import io.lineside.gateway.store.AuditRow;
import io.lineside.gateway.store.AuditWalk;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lineside audit}: who did what, and whether that is all and as it was kept. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Shows who did what, the newest first, from a running gateway or the store of one that is stopped.",
            "--verify looks whether every entry is as it was kept and follows the one before; exit code 1 if not."
        })
final class AuditCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int PAGE = 500;
    private static final Pattern KNOWN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many entries are shown, up to 500; ${DEFAULT-VALUE} by default.")
    private int last;

    @Option(names = "--verify", description = "Looks at all of them, and shows none.")
    private boolean verify;

    @Option(
            names = "--expect",
            paramLabel = "NUMBER:HASH",
            description = "With --verify: this entry must be there, as an earlier look or the log had it.")
    private @Nullable String expect;

    @Spec
    private CommandSpec spec;

    /** Where pages of entries come from. */
    @FunctionalInterface
    private interface Pages {
        List<AuditRow> before(long number, int limit) throws IOException;
    }

    @Override
    public Integer call() {
        Matcher known = KNOWN.matcher(expect == null ? "" : expect);
        if (last < 1 || last > PAGE || (expect != null && (!verify || !known.matches()))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--last: must be 1 to " + PAGE + "; --expect: must be NUMBER:HASH and beside --verify");
        }
        PrintWriter err = spec.commandLine().getErr();
        Optional<ManagementCall> management = gateway.management(err);
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            ManagementCall call = management.get();
            return look((number, limit) -> page(call, number, limit));
        } catch (ManagementCall.NotRunningException stopped) {
            return gateway.site(err).map(this::fromStore).orElseGet(() -> failed(stopped));
        } catch (IOException | IllegalArgumentException e) {
            return failed(e);
        }
    }

    private int fromStore(Site site) {
        try (var store = Store.openToRead(SiteStore.settings(site), new OrderRules())) {
            return look((number, limit) ->
                    store.auditLog().page(number, limit).toCompletableFuture().join());
        } catch (StoreException e) {
            spec.commandLine().getErr().println("lineside: " + e.getMessage());
            return ExitCode.CANNOT_START;
        } catch (IOException | CompletionException e) {
            return failed(e);
        }
    }

    private int look(Pages pages) throws IOException {
        return verify ? verified(pages) : shown(pages.before(Long.MAX_VALUE, last));
    }

    private int shown(List<AuditRow> rows) {
        PrintWriter out = spec.commandLine().getOut();
        rows.forEach(row ->
                out.println(row.number() + " " + row.at() + " " + row.entry().who() + ": "
                        + row.entry().what() + " " + row.entry().subject() + " "
                        + row.entry().detail()));
        out.flush();
        return ExitCode.OK;
    }

    private int verified(Pages pages) throws IOException {
        var walk = new AuditWalk();
        boolean met = expect == null;
        List<AuditRow> page = pages.before(walk.before(), PAGE);
        while (!page.isEmpty() && !walk.isBroken()) {
            walk.look(page);
            met |= page.stream().anyMatch(row -> (row.number() + ":" + row.hash()).equals(expect));
            page = pages.before(walk.before(), PAGE);
        }
        return told(walk.end(), met);
    }

    private int told(AuditCheck check, boolean met) {
        if (check.fault().isPresent() || !met) {
            spec.commandLine()
                    .getErr()
                    .println("lineside: the audit is not as it was kept: "
                            + check.fault()
                                    .orElseGet(() -> "entry " + expect + ": must be there, was cut off or changed"));
            return ExitCode.FAILED;
        }
        spec.commandLine()
                .getOut()
                .println(check.entries() + " entries, each as it was kept and after the one before; keep for --expect: "
                        + check.last()
                                .map(row -> row.number() + ":" + row.hash())
                                .orElse("nothing"));
        return ExitCode.OK;
    }

    private static List<AuditRow> page(ManagementCall call, long before, int limit) throws IOException {
        var answer = call.get("/audit?limit=" + limit + (before == Long.MAX_VALUE ? "" : "&before=" + before));
        JsonNode body = MAPPER.readTree(answer.body());
        if (!answer.isGood()) {
            throw new IOException(
                    body.path("title").asText() + ": " + body.path("detail").asText());
        }
        List<AuditRow> rows = new ArrayList<>();
        body.path("entries").forEach(row -> rows.add(row(row)));
        return rows;
    }

    private static AuditRow row(JsonNode row) {
        return new AuditRow(
                row.path("number").asLong(),
                Instant.parse(row.path("at").asText()),
                new AuditEntry(
                        row.path("who").asText(),
                        row.path("what").asText(),
                        row.path("subject").asText(),
                        row.path("detail").asText()),
                row.path("previousHash").asText(),
                row.path("hash").asText());
    }

    private int failed(Exception e) {
        spec.commandLine().getErr().println("lineside: " + e.getMessage());
        return ExitCode.FAILED;
    }
}
