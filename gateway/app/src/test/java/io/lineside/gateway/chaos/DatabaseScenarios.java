package io.lineside.gateway.chaos;

import static io.lineside.gateway.chaos.Layout.TOGETHER;

import io.lineside.gateway.PostgresqlCluster;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** Rows about a store in PostgreSQL; left out where the machine has none. */
final class DatabaseScenarios {
    private static final int PIECES = 6;
    private static final int RESTARTS = 20;
    private static final int UNAVAILABLE = 503;

    private DatabaseScenarios() {}

    static List<Scenario> all(int kills) {
        if (System.getProperty(PostgresqlCluster.PROGRAMS) == null) {
            return List.of();
        }
        Layout layout = TOGETHER.inPostgresql();
        return List.of(
                Scenario.of("F14", "PostgreSQL crashes and is restarted", layout, DatabaseScenarios::restarts),
                Scenario.of("F14", "PostgreSQL is down for a while", layout, DatabaseScenarios::isAway),
                Scenario.of(
                        "F14", "gateway killed on PostgreSQL", layout, world -> Scenarios.killGateway(world, kills)));
    }

    private static void restarts(World world) {
        for (int i = 0; i < RESTARTS; i++) {
            world.shopper.orders(6, PIECES);
            world.pause(20, 900);
            world.fault();
            world.server().restart();
            // That nobody noticed is no recovery: something must have been kept since.
            var first = world.shopper.order("cup-a", 1);
            world.recovers(first::isDone);
        }
    }

    private static void isAway(World world) {
        for (int i = 0; i < 3; i++) {
            world.shopper.orders(6, PIECES);
            world.pause(200, 900);
            world.fault();
            world.server().crash();
            world.pause(2_000);
            refuses(
                    world,
                    world.shopper.send(
                            "away-" + i,
                            "{\"items\":[{\"product\":\"cup-a\",\"quantity\":1,"
                                    + "\"options\":{\"color\":\"teal\"}}]}"));
            String warning =
                    world.health().path("store").path("warnings").path(0).asText();
            if (world.isHealthy() || !warning.startsWith("the store's database is away")) {
                world.object("health does not name the database that is away: " + warning);
            }
            world.pause(2_000, 4_000);
            world.server().start();
            var first = world.shopper.order("cup-a", 1);
            world.recovers(first::isDone);
        }
    }

    private static void refuses(World world, Optional<HttpResponse<String>> answer) {
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        boolean saysWhen =
                answer.flatMap(said -> said.headers().firstValue("Retry-After")).isPresent();
        if (status != UNAVAILABLE || !saysWhen) {
            world.object("without a database, an order was answered " + status);
        }
    }
}
