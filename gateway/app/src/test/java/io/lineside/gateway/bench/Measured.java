package io.lineside.gateway.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * What a {@link Window} counted.
 *
 * @param orders that ended in it, as a GET showed
 * @param residentMegabytes of the gateway at its end
 */
record Measured(
        double seconds, long orders, long refused, Cpu cpu, Effort effort, Times times, long residentMegabytes) {
    static final String COLUMNS = "%-22s %9.0f %8d %10.0f %9.0f %8.0f %5.1f %8.2f %6.1f %13s %13s %13s %13s %5d";

    private static final double KIB = 1024;

    /** Processor time; the plant's with the broker's. */
    record Cpu(Duration gateway, Duration plant, Duration load) {}

    /** What it took beside processor time. */
    record Effort(long asked, double commits, long written) {}

    /** How long orders took; visible is from the piece at the line to the GET. */
    record Times(Latencies accept, Latencies dispatch, Latencies visibleOpcUa, Latencies visibleMqtt) {
        Times() {
            this(new Latencies(), new Latencies(), new Latencies(), new Latencies());
        }
    }

    double ordersPerSecond() {
        return orders / seconds;
    }

    /** Microseconds of the gateway's processor time for each order that ended. */
    double gatewayMicros() {
        return micros(cpu.gateway());
    }

    /** Of a core, in percent. */
    double gatewayPercent() {
        return cpu.gateway().toNanos() / 1e7 / seconds;
    }

    double commitsPerOrder() {
        return effort.commits() / Math.max(1, orders);
    }

    double kilobytesPerOrder() {
        return effort.written() / KIB / Math.max(1, orders);
    }

    private double micros(Duration used) {
        return orders == 0 ? Double.NaN : used.toNanos() / 1000.0 / orders;
    }

    String line(String phase) {
        return String.format(
                Locale.ROOT,
                COLUMNS,
                phase,
                ordersPerSecond(),
                refused,
                gatewayMicros(),
                micros(cpu.plant()),
                micros(cpu.load()),
                effort.asked() / (double) Math.max(1, orders),
                commitsPerOrder(),
                kilobytesPerOrder(),
                times.accept().text(),
                times.dispatch().text(),
                times.visibleOpcUa().text(),
                times.visibleMqtt().text(),
                residentMegabytes);
    }
}
