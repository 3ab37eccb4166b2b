package io.lineside.gateway.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of the benchmark can be set: each is a system property, and its default holds where it is absent or empty. */
enum Setting {
    /** Names of phases. */
    PHASES(
            "all",
            "which phases run, by comma: limits, sustained, rates, pollers, overload, soak, start, backlog, lines, dead,"
                    + " lots, plans; all: each but soak"),
    /** How the platform learns that an order ended. */
    FOLLOW(
            "stream",
            "stream: one SSE stream, then one GET for each order that ended; poll: a long poll for each order"),
    /** Warming. */
    BEFORE(
            "60000",
            "orders of full load before the first figure, but no more than five minutes, as a cold JVM costs a multiple; a third"
                    + " of it in each phase with a gateway of its own, which the phase lots warms with a minute of large orders"
                    + " too"),
    /** Measuring. */
    SECONDS("15", "seconds of each measurement"),
    /** Closed loop. */
    OPEN("400", "orders that are open at once in the phase sustained"),
    /** Open loop. */
    RATES("100,250", "orders a second of the phase rates"),
    /** Pollers. */
    POLLERS("100,10000", "connections that ask for an order every 5 s, in the phase pollers"),
    /** Overload. */
    OVERLOAD("60", "seconds of three times what the phase sustained could do, in the phase overload"),
    /** Soak. */
    SOAK("30", "minutes at 70 % of what the phase sustained could do, in the phase soak"),
    /** Starts. */
    STARTS("3", "starts of the gateway, of which the middle one counts, in the phase start"),
    /** Open orders. */
    BACKLOG("100000", "orders that wait for lines that are away, in the phase backlog"),
    /** Numbers of lines. */
    LINES("1,50,500", "numbers of OPC UA lines, each with a server of its own, in the phase lines"),
    /** Plants. */
    PLANTS("2", "programs that simulate lines where there are more than 100; each server takes 20 MB"),
    /** Dead lines. */
    DEAD(
            "50",
            "lines beside ten healthy ones, half of which crash and half of which answer after 5 s, in the phase dead"),
    /** Lot sizes. */
    LOTS("1,100,10000", "pieces of one order, in the phase lots"),
    /** Rounds of planning. */
    PLANS("10", "rounds of the phase plans, which measures planning alone in one program"),
    /** Broker. */
    MOSQUITTO("", "path of a Mosquitto to use; empty: the simulated plant's own broker, which takes far more CPU"),
    /** Gateway's JVM. */
    GATEWAY(
            "-XX:+UseSerialGC -Xms44m -Xmx512m -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
                    + " -Dio.netty.allocator.maxOrder=5 -XX:TrimNativeHeapInterval=1000"
                    + " -XX:NewRatio=1 -XX:MaxNewSize=64m -XX:SurvivorRatio=7 -XX:TargetSurvivorRatio=90"
                    + " -XX:InlineSmallCode=1000 -XX:MaxInlineLevel=9 -XX:FreqInlineSize=200",
            "options of the gateway's JVM; as its launcher has them"),
    /** Plant's JVM. */
    PLANT(
            "-Xmx1g -XX:InlineSmallCode=1000 -XX:MaxInlineLevel=9 -XX:FreqInlineSize=200",
            "options of the plant's JVM; where there are more than 100 lines -Xmx is raised to what they need"),
    /** Launcher. */
    LAUNCHER(
            "",
            "lineside of an unpacked distribution, which the phase start and the restart of the phase backlog run; mvn -Pbench"
                    + " gives the one that it has built; empty: as in the other phases"),
    /** Table. */
    TABLE("", "file that gets the table of goals as Markdown; empty: it is only printed"),
    /** Help. */
    HELP("", "when present: prints this and ends");

    private final String standard;
    private final String words;

    Setting(String standard, String words) {
        this.standard = standard;
        this.words = words;
    }

    /** The system property. */
    String property() {
        return "bench." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the property is there, with whatever value. */
    boolean isPresent() {
        return System.getProperty(property()) != null;
    }

    String text() {
        String text = System.getProperty(property(), "").strip();
        return text.isEmpty() ? standard : text;
    }

    /** A whole number of 0 or more. */
    int number() {
        return number(text());
    }

    List<Integer> numbers() {
        return texts().stream().map(this::number).toList();
    }

    /** By comma. */
    List<String> texts() {
        return Arrays.stream(text().split(",")).map(String::strip).toList();
    }

    /** By blank, as options of a command. */
    List<String> words() {
        return Arrays.stream(text().split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Tells of all of them. */
    static void print(PrintStream out) {
        out.println("mvn -Pbench [-Dbench.NAME=VALUE ...]");
        for (Setting setting : values()) {
            String standard = setting.standard.isEmpty() ? "none" : setting.standard;
            out.printf(Locale.ROOT, "  %-16s %s. Default: %s%n", setting.property(), setting.words, standard);
        }
    }

    /** What is not at its default, as it stands on a command line. */
    static String given() {
        var given = new StringBuilder();
        for (Setting setting : values()) {
            if (setting != HELP
                    && setting != TABLE
                    && setting != LAUNCHER
                    && !setting.text().equals(setting.standard)) {
                String value = setting.text().contains(" ") ? "'" + setting.text() + "'" : setting.text();
                given.append(" -D").append(setting.property()).append('=').append(value);
            }
        }
        return given.toString();
    }

    private int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(property() + ": must be a whole number, was '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
