package io.lineside.connector.opcua.conformance;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Notes the result of every test of the suite per peer, and writes {@code target/conformance.md} after the last. */
final class ConformanceReport implements InvocationInterceptor {
    private static final Path FILE = Path.of("target", "conformance.md");

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        String clause = call.getExecutable().getAnnotation(Clause.class).value();
        note(test, clause, words(call.getExecutable().getName()), context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        Cited cited = call.getArguments().stream()
                .filter(Cited.class::isInstance)
                .map(Cited.class::cast)
                .findFirst()
                .orElseThrow();
        note(test, cited.clause(), cited.title(), context);
    }

    private static void note(Invocation<Void> test, String clause, String title, ExtensionContext context)
            throws Throwable {
        String peer = ((ConformanceSuite) context.getRequiredTestInstance()).peerName();
        Results results = context.getRoot()
                .getStore(Namespace.create(ConformanceReport.class))
                .getOrComputeIfAbsent(Results.class, key -> new Results(), Results.class);
        try {
            test.proceed();
            results.note(clause, title, peer, Result.PASSED);
        } catch (KnownDefectException e) {
            results.note(clause, title, peer, Result.PEERS_DEFECT);
            throw e;
        } catch (TestAbortedException e) {
            results.note(clause, title, peer, Result.NOT_OFFERED);
            throw e;
        } catch (Throwable e) {
            results.note(clause, title, peer, Result.FAILED);
            throw e;
        }
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private enum Result {
        PASSED,
        NOT_OFFERED,
        PEERS_DEFECT,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Row(String clause, String title) {}

    /** What came out so far; written when JUnit closes its store. */
    private static final class Results implements AutoCloseable {
        private final Map<Row, Map<String, Result>> rows =
                new TreeMap<>(Comparator.comparing(Row::clause).thenComparing(Row::title));

        synchronized void note(String clause, String title, String peer, Result result) {
            rows.computeIfAbsent(new Row(clause, title), row -> new TreeMap<>()).put(peer, result);
        }

        @Override
        public synchronized void close() throws IOException {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, text());
        }

        private String text() {
            var peers = new TreeSet<String>();
            rows.values().forEach(results -> peers.addAll(results.keySet()));
            Stream<String> head = Stream.of(
                    "# Conformance to OPC 10031-4 V2 (ISA-95 Job Control)",
                    "",
                    "Written by the suite in `src/test/java/io/lineside/connector/opcua/conformance`; not to be edited."
                            + " *Not offered*: the peer lacks what the standard lets it lack. *Peers defect*: it was"
                            + " seen to fail as it is known to. *Not run*: it has no such test.",
                    "",
                    line("Peer", Stream.of(Result.values()).map(Result::word).toList()),
                    line("---", Collections.nCopies(Result.values().length, "---")));
            Stream<String> sums = peers.stream()
                    .map(peer -> line(
                            peer,
                            Stream.of(Result.values())
                                    .map(result -> Long.toString(count(peer, result)))
                                    .toList()));
            Stream<String> tableHead = Stream.of(
                    "",
                    line("Clause | Test", List.copyOf(peers)),
                    line("--- | ---", Collections.nCopies(peers.size(), "---")));
            Stream<String> table = rows.entrySet().stream()
                    .map(row -> line(
                            row.getKey().clause() + " | " + row.getKey().title(),
                            peers.stream()
                                    .map(peer -> row.getValue().containsKey(peer)
                                            ? row.getValue().get(peer).word()
                                            : "not run")
                                    .toList()));
            return Stream.of(head, sums, tableHead, table)
                    .flatMap(lines -> lines)
                    .collect(Collectors.joining("\n", "", "\n"));
        }

        private long count(String peer, Result wanted) {
            return rows.values().stream()
                    .filter(results -> results.get(peer) == wanted)
                    .count();
        }

        private static String line(String first, List<String> rest) {
            return "| " + first + " | " + String.join(" | ", rest) + " |";
        }
    }
}
