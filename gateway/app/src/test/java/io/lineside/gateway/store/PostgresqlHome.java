package io.lineside.gateway.store;

import io.lineside.gateway.PostgresqlCluster;
import java.sql.Connection;
import java.sql.SQLException;

/** A new database of a PostgreSQL of the test's own. */
record PostgresqlHome(PostgresqlCluster cluster, String database) implements StoreHome {

    static PostgresqlHome fresh() {
        var cluster = PostgresqlCluster.shared();
        return new PostgresqlHome(cluster, cluster.newDatabase());
    }

    PostgresqlPlace place() {
        return cluster.place(database);
    }

    @Override
    public Database prepare() {
        return PostgresqlDatabase.prepare(place());
    }

    @Override
    public Connection connect() throws SQLException {
        return cluster.connect(database);
    }
}
