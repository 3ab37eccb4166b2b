package io.lineside.gateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What this machine's disk can do by itself, rows of 1.5 KB: the yardstick beside the gateway's figures. */
final class Limits {
    private static final int ROW = 1536;
    private static final int GROUP = 64;
    private static final long RUN = 2_000_000_000L;
    private static final double SECOND = 1e9;

    private final Path folder;

    Limits(Path folder) {
        this.folder = folder;
    }

    /** Rows a second, appended to a file and synced one by one. */
    double syncedOneByOne() throws IOException {
        return appended(1);
    }

    /** Rows a second, appended and synced 64 at a time. */
    double syncedByGroups() throws IOException {
        return appended(GROUP);
    }

    private double appended(int rows) throws IOException {
        Path file = folder.resolve("append-" + rows);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long begun = System.nanoTime();
            long written = 0;
            while (System.nanoTime() - begun < RUN) {
                channel.write(ByteBuffer.allocate(rows * ROW));
                channel.force(false);
                written += rows;
            }
            return written * SECOND / (System.nanoTime() - begun);
        }
    }

    /** Rows a second into a table with a key, 64 to a transaction, WAL and synchronous=FULL. */
    double sqliteByGroups() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("limit.db"))) {
            try (Statement statement = database.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("PRAGMA synchronous=FULL");
                statement.execute("CREATE TABLE t (id TEXT PRIMARY KEY, state TEXT, body BLOB)");
            }
            database.setAutoCommit(false);
            byte[] body = new byte[ROW];
            long begun = System.nanoTime();
            long written = 0;
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO t VALUES (?, 'Accepted', ?)")) {
                while (System.nanoTime() - begun < RUN) {
                    for (int i = 0; i < GROUP; i++) {
                        insert.setString(1, "ord_%016d".formatted(written++));
                        insert.setBytes(2, body);
                        insert.executeUpdate();
                    }
                    database.commit();
                }
            }
            return written * SECOND / (System.nanoTime() - begun);
        }
    }
}
