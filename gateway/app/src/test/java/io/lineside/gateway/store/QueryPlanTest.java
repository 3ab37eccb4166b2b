package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryPlanTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "job_ready     | select * from job where line = 'l' and stage = 'Ready'"
                        + " order by priority desc, wanted_by, plan_position limit 5",
                "job_at_line   | select * from job where line = 'l' and stage in ('AtLine', 'Uncertain')"
                        + " order by plan_position",
                "job_load      | select set_up_for from job where line = 'l' and open = 1"
                        + " order by plan_position desc limit 1",
                "job_of_batch  | select * from job where request_id = 'r' and item = 1 and batch = 2 and remake = 0",
                "job_of_batch  | select max(remake) + 1 from job where request_id = 'r' and item = 1 and batch = 2",
                "job_to_clear  | select id from job where line = 'l' and stage = 'ToClear'"
                        + " order by plan_position limit 50",
                "dispatch_open | update dispatch set state = 'Acked' where job_id = 'j'"
                        + " and state in ('Intent', 'Unknown')",
                "work_request_newest | select * from work_request r where r.tenant = 't' and r.position < 9"
                        + " order by r.position desc limit 5"
            })
    void frequentQuestionReadsItsIndexOnly(String index, String statement, @TempDir Path folder) throws Exception {
        // Given
        try (var database = SqliteDatabase.prepare(folder.resolve("orders.db"));
                var session = database.reader()) {
            // When
            var plan = session.list("explain query plan " + statement, row -> row.getString("detail"));

            // Then
            assertThat(plan).hasSize(1);
            assertThat(plan.get(0)).startsWith("SEARCH").contains("INDEX " + index.strip() + " ");
        }
    }

    static List<String> ofTheBoard() {
        return List.of(BoardQueries.READY, BoardQueries.WAITING, BoardQueries.REASONS, BoardQueries.AT_LINE);
    }

    @ParameterizedTest
    @MethodSource("ofTheBoard")
    void boardReadsNoJobThatIsOver(String statement, @TempDir Path folder) throws Exception {
        // Given
        try (var database = SqliteDatabase.prepare(folder.resolve("orders.db"));
                var session = database.reader()) {
            // When
            var plan = session.list("explain query plan " + statement, row -> row.getString("detail"));

            // Then
            assertThat(plan)
                    .anyMatch(step -> step.matches("(SCAN|SEARCH) job USING.* INDEX job_(ready|waiting|at_line).*"));
            assertThat(plan).noneMatch(step -> step.equals("SCAN job"));
        }
    }
}
