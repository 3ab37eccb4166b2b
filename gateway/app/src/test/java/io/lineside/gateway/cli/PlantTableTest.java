package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantTableTest {
    private static final String BOARD =
            """
            { "at": "2026-03-01T06:00:41.250Z", "takesOrders": %s, "storeWarnings": [%s], "paceMinutes": 60,
              "orders": { "Released": 3, "InProgress": 12 },
              "lines": [
                { "line": "cut-1", "connected": true, "detail": "fine", "warnings": [], "ready": 4, "waiting": 0, "overdue": 0,
                  "pieces": 120, "lastContact": "2026-03-01T06:00:39Z", "certificateDays": 341,
                  "jobs": [ { "jobOrder": "o1-1-cut", "state": "Running", "good": 3, "quantity": 25, "ageSeconds": 41 },
                            { "jobOrder": "o2-1-cut", "state": "Started", "good": 0, "quantity": 1, "ageSeconds": 5 } ] },
                { "line": "sew-1", "connected": %s, "detail": "no answer from opc.tcp://10.0.0.7:4840", "warnings": [],
                  "ready": 0, "waiting": %d, "overdue": 0, "pieces": 0, "jobs": [] } ] }
            """;

    @Test
    void everyLineIsARowWithItsFirstJobAndItsQueue() throws Exception {
        // When
        List<String> text = table(true, "", true, 0);
        // Then
        assertThat(text)
                .containsExactly(
                        "2026-03-01T06:00:41Z  takes orders  open orders: Released 3, InProgress 12"
                                + "  made: pieces of the last 60 minutes",
                        "LINE   LINK  AT WORK                        READY  WAIT  LATE  MADE  CONTACT  CERT",
                        "cut-1  up    o1-1-cut Running 3/25 41 s +1  4      0     0     120   2 s      341 d",
                        "sew-1  up                                   0      0     0     0     never");
    }

    @Test
    void lineThatNeedsSomebodyComesFirstAndSaysWhy() throws Exception {
        // When
        List<String> text = table(true, "", false, 2);
        // Then
        assertThat(text.get(2)).startsWith("sew-1  DOWN");
        assertThat(text)
                .endsWith(
                        "  ! sew-1: no answer from opc.tcp://10.0.0.7:4840",
                        "  ! sew-1: 2 job(s) wait for a person, 0 overdue; see lineside stuck");
    }

    @Test
    void storeThatTakesNoOrdersIsSaidAloud() throws Exception {
        // When
        List<String> text = table(false, "\"the disk is nearly full\"", true, 0);
        // Then
        assertThat(text.get(0)).contains("TAKES NO ORDERS");
        assertThat(text.get(1)).isEqualTo("  ! the disk is nearly full");
    }

    private static List<String> table(boolean takes, String warning, boolean connected, int waiting) throws Exception {
        return PlantTable.of(new ObjectMapper().readTree(BOARD.formatted(takes, warning, connected, waiting)));
    }
}
