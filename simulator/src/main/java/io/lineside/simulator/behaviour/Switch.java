package io.lineside.simulator.behaviour;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The switches of a line, with their keys, what they can be set to and what they are when nobody sets them. */
// What the fields hold is immutable: flags, words, durations, copied lists.
@SuppressWarnings("ImmutableEnumChecker")
public enum Switch {
    /** A small PLC: 2 sessions, 10 nodes per read, write, call and browse, both announced and enforced. */
    SMALL_PLC("smallPlc", SwitchValue.FLAG, false),
    /** Names of the methods that the line does not have. */
    MISSING_METHODS("missingMethods", SwitchValue.METHODS, List.of()),
    /** Whether the server, from its next start on, also knows the parameters of OPC 40001-3 (Machinery Jobs). */
    MACHINERY_JOBS("machineryJobs", SwitchValue.FLAG, false),
    /** Whether job status events are sent. */
    EVENTS("events", SwitchValue.FLAG, true),
    /** {@code bitmap} as in OPC 10031-4 Annex B.2, or {@code enum}: 0 NoError, 1, 3, 4, 32 as some servers have it. */
    RETURN_STATUS("returnStatus", SwitchValue.oneOf("bitmap", "enum"), "bitmap"),
    /** Whether a line that starts again has its jobs ({@code keep}) or knows none ({@code forget}). */
    RESTART("restart", SwitchValue.oneOf("keep", "forget"), "keep"),
    /** Whether the line shows other parameter values than those that it was given. */
    LIE("lie", SwitchValue.FLAG, false),
    /** How far the line's clock is ahead; negative: behind. */
    CLOCK_SKEW("clockSkew", SwitchValue.DURATION, Duration.ZERO),
    /** Whether the line is unable to accept any new job order. */
    REFUSE("refuse", SwitchValue.FLAG, false),
    /** The bit of ReturnStatus that it refuses them with: 1, 3, 4, 32, or 33 for a vendor's own. */
    REFUSE_WITH("refuseWith", SwitchValue.BIT, "4"),
    /** Whether the line takes a JobOrderID that it knows for a new job, and makes it again. */
    MAKE_AGAIN("makeAgain", SwitchValue.FLAG, false),
    /** Whether the line reports every state and count twice. */
    TWICE("twice", SwitchValue.FLAG, false),
    /** Whether every report changes places with the one after it. */
    REORDER("reorder", SwitchValue.FLAG, false),
    /** How long after the report of its end a job's report before that comes once more; 0s for never. */
    LATE("late", SwitchValue.WAIT, Duration.ZERO),
    /** Whether the line does what it is asked and answers nothing. */
    STALL("stall", SwitchValue.FLAG, false),
    /** How long the line takes to answer; 0s or longer. */
    SLOW("slow", SwitchValue.WAIT, Duration.ZERO),
    /** Whether the line has interrupted itself: a running job is Held, none is begun. */
    INTERRUPTED("interrupted", SwitchValue.FLAG, false),
    /**
     * What results say: {@code counts} of good and scrapped pieces; with {@code units} also the spec digest and the
     * parameters of what was built, and what became of each piece by its serial.
     */
    RESULTS("results", SwitchValue.oneOf("counts", "units"), "counts"),
    /** Whether the line builds something other than it was told, as the made ledger and its results say. */
    BUILDS_OTHER("buildsOther", SwitchValue.FLAG, false),
    /** Each so many pieces of the line one is scrapped, and not made up for; 0 for never. */
    SCRAP_EVERY("scrapEvery", SwitchValue.COUNT, 0);

    private final String key;
    private final SwitchValue type;
    private final Object standard;

    Switch(String key, SwitchValue type, Object standard) {
        this.key = key;
        this.type = type;
        this.standard = standard;
    }

    /** The key in files and over the control port. */
    public String key() {
        return key;
    }

    /** What it is when nobody sets it. */
    Object standard() {
        return standard;
    }

    /** The value that was meant; an {@link IllegalArgumentException} says what it must be. */
    Object read(Object raw) {
        return type.read(raw)
                .orElseThrow(
                        () -> new IllegalArgumentException(key + ": must be " + type.wanted() + ", was '" + raw + "'"));
    }

    /** The switch of that key; an {@link IllegalArgumentException} names those there are. */
    static Switch of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + ": unknown switch, was '" + key + "'; allowed: "
                        + Arrays.stream(values()).map(Switch::key).collect(Collectors.joining(", "))));
    }
}
