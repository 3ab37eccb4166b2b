package io.lineside.gateway.chaos;

import static io.lineside.gateway.chaos.Layout.APART;
import static io.lineside.gateway.chaos.Layout.TOGETHER;
import static io.lineside.gateway.chaos.Processes.GATEWAY;

import java.util.ArrayList;
import java.util.List;

/** The rows of the fault matrix that are shown with whole programs. */
final class Scenarios {
    private static final int PIECES = 6;
    private static final int MANY_ROOM = 60;

    private Scenarios() {}

    static List<Scenario> all(int kills, boolean mosquitto) {
        List<Scenario> all = new ArrayList<>(List.of(
                Scenario.of("F1", "gateway killed at random", world -> killGateway(world, (kills + 1) / 2)),
                Scenario.of("F1", "gateway killed at random, B", world -> killGateway(world, kills / 2)),
                Scenario.of("F1", "gateway frozen for 3 s", Scenarios::freezeGateway),
                Scenario.of("F3", "broker killed, all of it forgotten", APART, world -> killBroker(world, "broker")),
                Scenario.of("F4", "lines crash and keep their jobs", world -> crashLines(world, "keep")),
                Scenario.of("F4", "whole plant killed", Scenarios::killPlant),
                Scenario.of("F5", "two lines frozen, the others go on", APART, Scenarios::freezeSouth),
                Scenario.of("F6", "1 kB/s and 1.5 s each way", Scenarios::slowWires),
                Scenario.of("F7", "connections half open", Scenarios::halfOpen),
                Scenario.of("F8", "nothing reaches the lines", world -> partition(world, "up")),
                Scenario.of("F8", "nothing comes back from the lines", world -> partition(world, "down")),
                Scenario.of("F9", "every report twice", world -> odd(world, "{\"twice\":true}")),
                Scenario.of(
                        "F10",
                        "reports out of order and late",
                        world -> odd(world, "{\"reorder\":true,\"late\":\"PT0.4S\"}")),
                Scenario.of("F11", "lines' clocks jump by an hour", ClockScenarios::linesJump),
                Scenario.of("F16", "second gateway on the same store", MoreScenarios::secondGateway),
                Scenario.of("F17", "mistakes in the site's files", ReloadScenarios::mistakes),
                Scenario.of("F17", "lines change in mid work", ReloadScenarios::changes),
                Scenario.of("F18", "poisonous orders between good ones", MoreScenarios::poison),
                Scenario.of("F19", "lines refuse, with every bit", Scenarios::refusals),
                Scenario.of(
                        "F20",
                        "50 jobs made while the gateway is down",
                        TOGETHER.withRoom(MANY_ROOM, 60),
                        MoreScenarios::madeWhileAway),
                Scenario.of("F21", "lines crash and forget their jobs", world -> crashLines(world, "forget")),
                Scenario.of("F23", "flood of orders", TOGETHER.withRoom(MANY_ROOM, 1), MoreScenarios::flood)));
        if (mosquitto) {
            all.add(Scenario.of(
                    "F3", "Mosquitto killed, files kept", APART.withMosquitto(), world -> killBroker(world, "")));
        }
        if (GatewayClock.isThere()) {
            Layout ownClock = TOGETHER.withOwnClock();
            all.add(Scenario.of("F11", "gateway's clock jumps in mid work", ownClock, ClockScenarios::gatewayJumps));
            all.add(Scenario.of(
                    "F11", "gateway killed, its clock set", ownClock, ClockScenarios::gatewayKilledBetween));
        }
        all.addAll(DatabaseScenarios.all(kills / 2));
        if (MoreScenarios.canMount()) {
            all.add(Scenario.of("F12", "disk full", MoreScenarios::diskFull));
        }
        return all;
    }

    /** What the harness must see: a line that never looks at ids, and a gateway that sends again without asking. */
    static Scenario blindResend() {
        return Scenario.of("N1", "blind resend", TOGETHER.resendingBlindly(), world -> {
            world.shopper.orders(3, PIECES);
            world.shopper.awaitAnswers(World.PATIENCE);
            for (int i = 0; i < 3; i++) {
                world.fault();
                world.wire("shape-a", "{\"blackHole\":\"down\"}");
                world.wire("mqtt", "{\"delayDown\":\"PT2.5S\"}");
                world.shopper.orders(3, PIECES);
                world.pause(2_500);
                heal(world);
                world.recovers();
            }
        });
    }

    static void killGateway(World world, int kills) {
        for (int i = 0; i < kills; i++) {
            world.shopper.orders(3, PIECES);
            world.pause(50, 1_500);
            world.fault();
            world.processes.kill(GATEWAY);
            world.processes.start(GATEWAY);
            world.recovers();
        }
    }

    private static void freezeGateway(World world) {
        for (int i = 0; i < 3; i++) {
            world.shopper.orders(6, PIECES);
            world.pause(100, 800);
            world.fault();
            world.processes.freeze(GATEWAY);
            world.pause(3_000);
            world.processes.thaw(GATEWAY);
            world.recovers();
        }
    }

    private static void killBroker(World world, String process) {
        for (int i = 0; i < 2; i++) {
            world.shopper.orders(9, PIECES);
            world.pause(200, 1_200);
            world.fault();
            if (process.isEmpty()) {
                world.processes.killBroker();
                world.processes.startBroker();
            } else {
                world.processes.kill(process);
                world.processes.start(process);
            }
            world.recovers();
        }
    }

    private static void crashLines(World world, String restart) {
        ChaosSite.LINES.forEach(line -> world.behave(line, "{\"restart\":\"" + restart + "\"}"));
        for (int i = 0; i < 2; i++) {
            world.shopper.orders(9, PIECES);
            world.pause(200, 800);
            for (String line : ChaosSite.LINES) {
                world.fault();
                world.line(line, "crash");
                world.pause(50, 400);
                world.line(line, "start");
            }
            world.recovers();
        }
        ChaosSite.LINES.forEach(line -> world.behave(line, "{\"restart\":\"keep\"}"));
    }

    private static void killPlant(World world) {
        for (int i = 0; i < 2; i++) {
            world.shopper.orders(9, PIECES);
            world.pause(300, 1_200);
            world.fault();
            world.processes.kill("north");
            world.processes.start("north");
            world.recovers();
        }
    }

    private static void freezeSouth(World world) {
        for (int i = 0; i < 2; i++) {
            world.shopper.orders(6, PIECES);
            world.pause(200, 600);
            world.fault();
            world.processes.freeze("south");
            var meanwhile = List.of(
                    world.shopper.order("cup-a", PIECES),
                    world.shopper.order("cup-a", PIECES),
                    world.shopper.order("cup-a", PIECES));
            for (var order : meanwhile) {
                String id = order.join();
                if (!world.happens(() -> world.shopper.isCompleted(id))) {
                    world.object(id + ": needed none of the frozen lines, and did not get on");
                }
            }
            world.pause(6_000);
            world.processes.thaw("south");
            world.recovers();
        }
    }

    private static void slowWires(World world) {
        world.shopper.orders(3, PIECES);
        world.pause(300);
        for (String fault : List.of("{\"bandwidth\":1000}", "{\"delayUp\":\"PT1.5S\",\"delayDown\":\"PT1.5S\"}")) {
            wires().forEach(wire -> {
                world.fault();
                world.wire(wire, fault);
            });
            world.shopper.orders(6, PIECES);
            world.pause(9_000);
            heal(world);
            world.recovers();
        }
    }

    private static void halfOpen(World world) {
        world.shopper.orders(9, PIECES);
        world.pause(200, 600);
        wires().forEach(wire -> {
            world.fault();
            world.wire(wire, "{\"blackHole\":\"both\"}");
        });
        world.shopper.orders(3, PIECES);
        // MQTT's keep-alive is 15 s, and one and a half of it is allowed.
        world.pause(23_000);
        if (!world.happens(() -> !world.isHealthy())) {
            world.object("no line can be reached, and the gateway says that all is well");
        }
        heal(world);
        world.recovers();
    }

    private static void partition(World world, String direction) {
        for (String wire : wires()) {
            world.shopper.orders(6, PIECES);
            world.pause(100, 400);
            world.fault();
            world.wire(wire, "{\"blackHole\":\"" + direction + "\"}");
            world.pause(3_000, 6_000);
            heal(world);
            world.recovers();
        }
    }

    private static void odd(World world, String switches) {
        for (String line : List.of("shape-a", "shape-b", "pack-a")) {
            world.fault();
            world.behave(line, switches);
        }
        world.shopper.orders(30, PIECES);
        world.shopper.awaitAnswers(World.PATIENCE);
        world.recovers();
    }

    private static void refusals(World world) {
        for (int bit : new int[] {1, 3, 4, 32, 33}) {
            for (String line : List.of("shape-a", "shape-b", "pack-a")) {
                world.fault();
                world.behave(line, "{\"refuse\":true,\"refuseWith\":" + bit + "}");
            }
            world.shopper.orders(6, PIECES);
            world.pause(700);
            for (String line : List.of("shape-a", "shape-b", "pack-a")) {
                world.behave(line, "{\"refuse\":false}");
            }
            world.pause(700);
        }
        world.recovers();
    }

    private static List<String> wires() {
        return List.of("shape-a", "shape-b", "shape-c", "mqtt");
    }

    private static void heal(World world) {
        wires().forEach(wire -> world.wireIs(wire, "heal"));
    }
}
