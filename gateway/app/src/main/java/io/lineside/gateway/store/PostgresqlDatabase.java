package io.lineside.gateway.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database, or one schema of it, for one gateway at a time. Every connection that writes holds the lock of
 * {@link PostgresqlLock}. Thread-safe.
 */
final class PostgresqlDatabase implements Database {

    private static final String PROTOCOL = "jdbc:postgresql:";
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 30;
    private static final int LONGEST_NAME = 63;

    private final PostgresqlPlace place;
    private final String application;
    private final Outage writing;
    private final Outage reading;
    private @Nullable Session checked;

    private PostgresqlDatabase(PostgresqlPlace place) {
        this.place = place;
        this.writing = new Outage(place + ", to write");
        this.reading = new Outage(place + ", to read");
        var unique = UUID.randomUUID().toString().substring(0, 8);
        var name = "lineside " + unique + " pid " + ProcessHandle.current().pid() + " " + place.gateway();
        this.application = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /** Connects, takes the database for this gateway alone, checks it and brings its tables up to date. */
    static PostgresqlDatabase prepare(PostgresqlPlace place) {
        var database = new PostgresqlDatabase(place);
        try {
            database.checked = database.open();
            Migrations.run(database.toString(), database::source);
            return database;
        } catch (SQLException e) {
            throw new StoreException("store " + place + ": " + PostgresqlErrors.text(e), e);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** The database as it is, whoever has it, without any change; only for readers. */
    static PostgresqlDatabase toRead(PostgresqlPlace place) {
        var database = new PostgresqlDatabase(place);
        Migrations.requireCurrent(database.toString(), database::source);
        return database;
    }

    /** It does not tell; its errors do. */
    @Override
    public DiskSpace space() {
        return DiskSpace.untold();
    }

    @Override
    public Outage outage() {
        return writing;
    }

    @Override
    public Optional<String> away() {
        return writing.why().or(reading::why);
    }

    @Override
    public boolean settlesCommits() {
        return true;
    }

    @Override
    public Session writer() throws SQLException {
        var first = takeChecked();
        if (first != null) {
            return first;
        }
        try {
            var session = open();
            writing.isOver();
            return session;
        } catch (NotOursException e) {
            throw e;
        } catch (SQLException e) {
            writing.began(PostgresqlErrors.text(e));
            throw away(e);
        }
    }

    private synchronized @Nullable Session takeChecked() {
        var first = checked;
        checked = null;
        return first;
    }

    @Override
    public Session reader() throws SQLException {
        var why = reading.whyNotNow();
        if (why.isPresent()) {
            throw new SQLException(why.get(), PostgresqlErrors.CAN_NOT_CONNECT);
        }
        try {
            var connection = connect();
            reading.isOver();
            return session(connection, "begin isolation level repeatable read read only");
        } catch (SQLException e) {
            reading.began(PostgresqlErrors.text(e));
            throw away(e);
        }
    }

    private Session open() throws SQLException {
        var connection = connect();
        try {
            var server = PostgresqlServer.of(connection);
            server.require();
            PostgresqlLock.take(connection, server.schema(), application);
            return session(connection, "begin");
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static Session session(Connection connection, String begin) {
        return Session.far(connection, begin, PostgresqlDatabase::storable);
    }

    /** PostgreSQL keeps every character but one, and a machine may report anything. */
    private static @Nullable Object storable(@Nullable Object value) {
        return value instanceof String text && text.indexOf('\0') >= 0 ? text.replace('\0', '\uFFFD') : value;
    }

    private static SQLException away(SQLException e) {
        return new SQLException(PostgresqlErrors.text(e), PostgresqlErrors.CAN_NOT_CONNECT, e);
    }

    // What the URL says comes before these.
    private Connection connect() throws SQLException {
        var properties = new Properties();
        place.user().ifPresent(user -> properties.setProperty("user", user));
        place.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        if (!place.url().startsWith(PROTOCOL)) {
            throw new SQLException("its URL must begin with " + PROTOCOL, PostgresqlErrors.CAN_NOT_CONNECT);
        }
        return DriverManager.getConnection(place.url(), properties);
    }

    /** For the tables' upgrade, which may take its time. */
    private void source(FluentConfiguration migrations) {
        migrations.dataSource(
                place.url(), place.user().orElse(null), place.password().orElse(null));
    }

    @Override
    public Trouble trouble(SQLException e) {
        return PostgresqlErrors.trouble(e);
    }

    @Override
    public String lastWords(SQLException e) {
        return "store " + this + ": " + e.getMessage() + "; nothing more is written or promised by this process";
    }

    /** Its rows; pages and indexes are the server's to check ({@code pg_amcheck}). */
    @Override
    public List<String> audit() throws SQLException {
        try (var session = reader()) {
            session.begin();
            return StoreAudit.ofRows(session);
        }
    }

    @Override
    public void close() {
        var first = takeChecked();
        if (first != null) {
            try {
                first.close();
            } catch (SQLException e) {
                throw new StoreException("store " + this + ": its connection can not be closed: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
