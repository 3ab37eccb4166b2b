package io.lineside.gateway;

import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.notify.webhook.GivenReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files of a site that has something of everything that the console shows, and the programs that look at it. */
final class ConsoleFiles {
    static final String PROGRAMS = "lineside.test.browser";
    static final Path PICTURES = Path.of("target", "console").toAbsolutePath();

    private final Path folder;

    ConsoleFiles(Path folder) {
        this.folder = folder;
    }

    /** Two folders beside the platform API. */
    ConsoleFiles doors() {
        return write(
                "doors.yaml",
                """
                folders: [{ name: erp, tenant: default, every: PT0.1S }]
                reports: [{ name: mes, tenant: default, format: b2mml, every: PT0.1S }]
                """);
    }

    /** Somebody who is told, and somebody who is told in vain. */
    ConsoleFiles webhooks(ApiKey key, GivenReceiver good, GivenReceiver gone) {
        write("hook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        return write(
                "platforms.yaml",
                "keys:\n  - { id: " + key.id() + ", tenant: default, scopes: [orders:read, orders:write], sha256: \""
                        + key.sha256() + "\" }\nwebhooks:\n" + webhook("status", good) + webhook("away", gone));
    }

    private static String webhook(String id, GivenReceiver receiver) {
        return "  - { id: " + id + ", tenant: default, url: \"" + receiver.url()
                + "\", secrets: [\"${file:hook.secret}\"], allowHttp: true, allowPrivate: [127.0.0.0/8] }\n";
    }

    /** A line of the site's broker. */
    ConsoleFiles line(String id, String capability) {
        return write(
                "lines/" + id + ".yaml",
                """
                line: %s
                area: finishing
                capabilities: [%s]
                protocol: mqtt-uns
                profile: A
                memory: kept
                capacity: 4
                requestTimeout: PT8S
                """
                        .formatted(id, capability));
    }

    ConsoleFiles write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program of {@code src/test/peers/browser} with a browser; its exit code. */
    static int look(String program, String... arguments) throws IOException, InterruptedException {
        Process browser = new ProcessBuilder(Stream.concat(Stream.of("node", program), Stream.of(arguments))
                        .toList())
                .directory(Path.of(System.getProperty(PROGRAMS)).toFile())
                .inheritIO()
                .start();
        if (!browser.waitFor(8, TimeUnit.MINUTES)) {
            browser.destroyForcibly();
            throw new AssertionError(program + " did not end within 8 minutes");
        }
        return browser.exitValue();
    }

    /** The manner of a line that scraps now and then, and says which piece. */
    static Map<String, Object> scrapping(int every) {
        return Map.of("scrapEvery", every, "results", "units");
    }
}
