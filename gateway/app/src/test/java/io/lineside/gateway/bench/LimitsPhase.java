package io.lineside.gateway.bench;

import io.lineside.connector.testkit.Ports;

/** What this machine can do at all: its disk, SQLite, OPC UA calls, MQTT publishes and HTTP with nothing behind it. */
final class LimitsPhase implements Phase {
    private static final int SECONDS = 3;

    @Override
    public void run(Stage stage) throws Exception {
        var disk = new Limits(stage.programs.folder("limits"));
        double one = disk.syncedOneByOne();
        double rows = disk.sqliteByGroups();
        stage.keep(Stage.Figure.ROWS, rows);
        GoalTable table = stage.table;
        table.fact("", "limit: rows of 1.5 KB appended, each synced", one, "rows/s");
        table.fact("", "limit: the same, synced 64 at a time", disk.syncedByGroups(), "rows/s");
        table.fact("", "limit: SQLite, 64 rows a commit, synchronous=FULL", rows, "rows/s");
        wires(stage);
        http(stage);
    }

    private static void wires(Stage stage) throws Exception {
        BenchSite site = stage.programs.site("wires", BenchSite.Lines.of(1, 1));
        var broker = stage.programs.broker(site);
        var plants = stage.programs.plants(site);
        try {
            plants.forEach(Program::awaitReady);
            String line = site.ids(BenchSite.Kind.OPCUA).get(0);
            double calls = CallLimit.callsPerSecond("opc.tcp://127.0.0.1:" + site.port(line) + "/" + line, SECONDS);
            stage.keep(Stage.Figure.CALLS, calls);
            stage.table.fact("", "limit: raw OPC UA calls with a job order, 64 under way", calls, "calls/s");
            stage.table.fact(
                    "",
                    "limit: raw MQTT publishes, QoS 1, 1 KB",
                    PublishLimit.publishesPerSecond(site.port("broker"), SECONDS),
                    "publishes/s");
        } finally {
            plants.forEach(Program::close);
            broker.forEach(Program::close);
        }
    }

    private static void http(Stage stage) throws Exception {
        int port = Ports.next();
        try (Program bare = stage.programs.bareHttp(port)) {
            bare.awaitReady();
            HttpLimit.Rate get = HttpLimit.of(bare, port, HttpLimit.get("/v1/orders/x"), SECONDS);
            String order = BenchFiles.order(1, BenchSite.Kind.MQTT.product(), 1);
            HttpLimit.Rate post = HttpLimit.of(bare, port, HttpLimit.post("/v1/orders", order), SECONDS);
            stage.table.fact("", "limit: bare Vert.x handler, GET", get.perSecond(), "requests/s");
            stage.table.fact("", "limit: bare Vert.x handler, GET, CPU", get.serverMicros(), "us");
            stage.table.fact("", "limit: bare Vert.x handler, POST of 1.6 KB", post.perSecond(), "requests/s");
            stage.table.fact("", "limit: bare Vert.x handler, POST, CPU", post.serverMicros(), "us");
        }
    }
}
