package io.lineside.gateway;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.TagType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A kind of glazing line; the packing line is always one over MQTT. */
// Records and a function without state.
@SuppressWarnings("ImmutableEnumChecker")
enum Glazing {
    PROFILE_A(LineSpec.opcUa(CrashSite.GLAZING, 0, 4, Pieces.TIME, "glaze/2"), file -> file),
    PROFILE_B(
            LineSpec.opcUa(CrashSite.GLAZING, 0, 4, Pieces.TIME, "glaze/2"),
            file -> file.replace("profile: A ", "profile: B ")),
    TAGS(
            LineSpec.tags(
                    CrashSite.GLAZING,
                    0,
                    Pieces.TIME,
                    Map.of("Color", TagType.STRING, "Dwell", TagType.DOUBLE, "Text", TagType.STRING),
                    "glaze/2"),
            TagLineSiteTest::byTags),
    MQTT(
            LineSpec.mqtt(CrashSite.GLAZING, "acme/north/finishing/glaze-1", 4, Pieces.TIME, "glaze/2"),
            file -> file.replace("opcua-job-control", "mqtt-uns").replaceFirst("connection: .*", ""));

    /** Points of files, which lines know nothing of. */
    static final Set<CrashPoint> OF_DOORS =
            EnumSet.of(CrashPoint.DOCUMENT_ANSWERED, CrashPoint.RECEIPT_WRITTEN, CrashPoint.EVENTS_SENT);

    private static final class Pieces {
        static final Duration TIME = Duration.ofMillis(15);
    }

    private final LineSpec line;
    private final UnaryOperator<String> file;

    Glazing(LineSpec line, UnaryOperator<String> file) {
        this.line = line;
        this.file = file;
    }

    LineSpec line() {
        return line;
    }

    /** Makes the line's file out of the demo's. */
    UnaryOperator<String> file() {
        return file;
    }

    /**
     * The points at which a gateway with such a line is ended: a test that does not reach one of them fails. Profile A
     * has every point but those of Start. The others leave out what has nothing to do with the line, and what a point
     * that they have is for them as well: just before a commit there is nothing but what was heard just before.
     */
    Set<CrashPoint> points() {
        var points = EnumSet.allOf(CrashPoint.class);
        points.removeAll(OF_DOORS);
        if (this != PROFILE_A) {
            points.removeIf(point -> point.name().contains("_ORDER_")
                    || point.name().endsWith("JOB_RUNNING")
                    || point.name().endsWith("JOB_PROGRESSED")
                    || (point.name().startsWith("BEFORE_") && point != CrashPoint.BEFORE_JOB_ENDED));
        }
        if (this != PROFILE_B) {
            // Only that profile has a Store and a Start of its own.
            points.removeAll(EnumSet.of(CrashPoint.START_TO_BE_SENT, CrashPoint.START_SENT, CrashPoint.START_ANSWERED));
        }
        if (this == TAGS) {
            // A sending is in doubt from the moment at which ReqSeq is written, which lasts until the PLC's next cycle:
            // what is lost before it was not delivered, and a PLC that does not answer shows the job in its status.
            points.removeIf(point -> point.name().endsWith("IN_DOUBT"));
        }
        return points;
    }
}
