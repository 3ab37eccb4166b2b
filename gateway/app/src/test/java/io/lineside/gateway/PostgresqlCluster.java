package io.lineside.gateway;

import io.lineside.connector.testkit.Ports;
import io.lineside.gateway.store.PostgresqlPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the test's own: its data in a folder of its own, on a port of the loopback, never the one that the
 * machine may run. It ends when the test's program does, however that ends. Needs
 * {@code -Dlineside.test.postgresql=<folder with initdb and pg_ctl>}, and the user {@code postgres} where the test runs as
 * root.
 */
public final class PostgresqlCluster implements AutoCloseable {
    /** The folder with the server's programs; tests that need it are left out without. */
    public static final String PROGRAMS = "lineside.test.postgresql";

    private static final String USER = "postgres";
    private static final String PASSWORD = "between tests";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresqlCluster shared;

    private final Path programs = Path.of(System.getProperty(PROGRAMS, "/usr/lib/postgresql/15/bin"));
    private final Path folder;
    private final int port;
    private final Process guardian;

    private PostgresqlCluster(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        if (isRoot()) {
            run(List.of("chown", "-R", USER, folder.toString()));
        }
        run(asServer(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
        Files.writeString(
                data().resolve("postgresql.conf"),
                """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = '%s'
                shared_buffers = 32MB
                max_connections = 50
                """
                        .formatted(port, folder));
        guardian = guard();
        start();
    }

    /** A new one. */
    public static PostgresqlCluster begin() {
        try {
            return new PostgresqlCluster(Files.createTempDirectory("lineside-postgresql"), Ports.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests share which do not stop it. */
    public static synchronized PostgresqlCluster shared() {
        if (shared == null) {
            shared = begin();
        }
        return shared;
    }

    /** Makes a database as the manual says. */
    public String newDatabase() {
        String name = "store_" + DATABASES.incrementAndGet();
        execute(USER, "create database " + name + " encoding 'UTF8' locale 'C' template template0");
        return name;
    }

    /** A database of this server, for a store. */
    public PostgresqlPlace place(String database) {
        return new PostgresqlPlace(url(database), Optional.of(USER), Optional.of(PASSWORD), "test");
    }

    /** The port that it listens to. */
    public int port() {
        return port;
    }

    /** The address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Its administrator, who may do anything. */
    public String user() {
        return USER;
    }

    /** The administrator's password. */
    public String password() {
        return PASSWORD;
    }

    /** A connection of the administrator. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, PASSWORD);
    }

    /** Does something as the administrator. */
    public void execute(String database, String statement) {
        try (var connection = connect(database);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Starts it where it does not run, and waits until it can be reached. */
    public void start() {
        if (!Files.exists(data().resolve("postmaster.pid"))) {
            control("start", "-w");
        }
    }

    /** Stops it as a crash does: nobody is told, and what was not synced is gone. */
    public void crash() {
        control("stop", "-m", "immediate");
    }

    /** Crashes it and starts it again. */
    public void restart() {
        control("restart", "-w", "-m", "immediate");
    }

    private void control(String verb, String... options) {
        var command = new ArrayList<>(List.of("pg_ctl", verb, "--pgdata=" + data(), "--silent", "--log=" + log()));
        command.addAll(List.of(options));
        run(asServer(command.toArray(String[]::new)));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("log");
    }

    private List<String> asServer(String... command) {
        List<String> all = new ArrayList<>(isRoot() ? List.of("runuser", "-u", USER, "--") : List.of());
        all.add(programs.resolve(command[0]).toString());
        all.addAll(List.of(command).subList(1, command.length));
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Ends the server and removes its files as soon as this program has ended. */
    private Process guard() throws IOException {
        String stop = String.join(" ", asServer("pg_ctl", "stop", "--pgdata=" + data(), "--silent", "-m", "immediate"));
        String end = stop + "; rm -rf " + folder;
        // Once more a little later: this program may have been killed just when it had the server started again.
        return new ProcessBuilder("sh", "-c", "cat >/dev/null; " + end + "; (sleep 5; " + end + ") &")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void run(List<String> command) {
        try {
            // The server keeps what it is given open for as long as it lives: not this program's own pipes.
            Path said = folder.resolve("said");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            guardian.getOutputStream().close();
            guardian.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
