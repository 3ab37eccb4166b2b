package io.lineside.gateway.store;

import io.lineside.gateway.PostgresqlCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = PostgresqlCluster.PROGRAMS, matches = ".+")
class StoreReportOnPostgresqlTest extends StoreReportTest {
    @Override
    StoreHome home(Path file) {
        return PostgresqlHome.fresh();
    }
}
