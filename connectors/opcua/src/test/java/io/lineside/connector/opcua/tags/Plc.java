package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.FieldNodes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** The Structured Text of TAG-HANDSHAKE.md in Java, one cycle every ten milliseconds. */
final class Plc extends FieldNodes {
    private static final int CYCLE_MILLIS = 10;
    private static final int LONGEST_COLOR = 12;
    private static final Set<String> WORK_MASTERS = Set.of("glaze/2");

    private final Memory memory;
    private final ScheduledFuture<?> cycles;

    /** What the PLC keeps without power, the switches of the test, and what was made, which nobody forgets. */
    static final class Memory {
        final Map<String, Object> tags = new ConcurrentHashMap<>();
        final List<String> made = new CopyOnWriteArrayList<>();
        volatile long workQuantity;
        volatile boolean holdAnswers;
        volatile boolean holdProduction;
        volatile boolean programStopped;
        volatile boolean foreignEcho;

        /** As a download of the program does. */
        void forget() {
            tags.clear();
            workQuantity = 0;
        }
    }

    Plc(OpcUaServer server, Memory memory) {
        super(server);
        this.memory = memory;
        tag("Request.JobId", NodeIds.String, "", true);
        tag("Request.Command", NodeIds.UInt16, UShort.valueOf(0), true);
        tag("Request.WorkMaster", NodeIds.String, "", true);
        tag("Request.Quantity", NodeIds.UInt32, UInteger.valueOf(0), true);
        tag("Request.Parameter.Color", NodeIds.String, "", true);
        tag("Request.Parameter.Layers", NodeIds.Int16, (short) 0, true);
        tag("Request.Parameter.Dwell", NodeIds.Float, 0f, true);
        tag("Request.ReqSeq", NodeIds.UInt32, UInteger.valueOf(0), true);
        tag("Answer.AckSeq", NodeIds.UInt32, UInteger.valueOf(0), false);
        tag("Answer.AckJobId", NodeIds.String, "", false);
        tag("Answer.AckCommand", NodeIds.UInt16, UShort.valueOf(0), false);
        tag("Answer.ErrorCode", NodeIds.UInt16, UShort.valueOf(0), false);
        tag("Status.JobId", NodeIds.String, "", false);
        tag("Status.State", NodeIds.UInt16, UShort.valueOf(0), false);
        tag("Status.Good", NodeIds.UInt32, UInteger.valueOf(0), false);
        tag("Status.Scrap", NodeIds.UInt32, UInteger.valueOf(0), false);
        tag("Status.Heartbeat", NodeIds.UInt32, UInteger.valueOf(0), false);
        cutLongColors();
        cycles = Stack.sharedScheduledExecutor()
                .scheduleAtFixedRate(this::cycle, CYCLE_MILLIS, CYCLE_MILLIS, TimeUnit.MILLISECONDS);
        getLifecycleManager().addShutdownTask(() -> cycles.cancel(false));
    }

    private void tag(String name, NodeId type, Object initial, boolean writable) {
        Object kept = memory.tags.getOrDefault(name, initial);
        variable(name, type, kept, writable).addAttributeObserver((node, attribute, value) -> {
            if (attribute == AttributeId.Value
                    && value instanceof DataValue now
                    && now.value().value() != null) {
                memory.tags.put(name, now.value().value());
            }
        });
    }

    /** A STRING[12], as it cuts without a word. */
    private void cutLongColors() {
        variable("Request.Parameter.Color").addAttributeObserver((node, attribute, value) -> {
            if (attribute == AttributeId.Value
                    && value instanceof DataValue now
                    && now.value().value() instanceof String color
                    && color.length() > LONGEST_COLOR) {
                set("Request.Parameter.Color", color.substring(0, LONGEST_COLOR));
            }
        });
    }

    synchronized void cycle() {
        if (memory.programStopped) {
            return;
        }
        set("Status.Heartbeat", UInteger.valueOf(number("Status.Heartbeat") + 1));
        if (!memory.holdAnswers && number("Request.ReqSeq") != number("Answer.AckSeq")) {
            answer(number("Request.ReqSeq"));
        }
        if (!memory.holdProduction) {
            produce();
        }
    }

    private void answer(long sequence) {
        String job = text("Request.JobId");
        long command = number("Request.Command");
        int error = command == 1 ? start(job) : command == 0 ? 0 : command > 6 ? 2 : onOwnJob(job, (int) command);
        set("Answer.AckJobId", memory.foreignEcho ? "somebody-else" : job);
        set("Answer.AckCommand", UShort.valueOf((int) command));
        set("Answer.ErrorCode", UShort.valueOf(error));
        set("Answer.AckSeq", UInteger.valueOf(sequence));
    }

    private int start(String job) {
        if (number("Status.State") != 0) {
            return 4;
        }
        if (job.isEmpty() || number("Request.Quantity") == 0 || !WORK_MASTERS.contains(text("Request.WorkMaster"))) {
            return 32;
        }
        memory.workQuantity = number("Request.Quantity");
        set("Status.JobId", job);
        set("Status.Good", UInteger.valueOf(0));
        set("Status.Scrap", UInteger.valueOf(0));
        state(2);
        return 0;
    }

    private int onOwnJob(String job, int command) {
        if (!job.equals(text("Status.JobId")) || number("Status.State") == 0) {
            return 1;
        }
        long state = number("Status.State");
        boolean over = state >= 5;
        boolean allowed =
                switch (command) {
                    case 2 -> state == 3 || state == 4;
                    case 3 -> !over;
                    case 4 -> state == 3;
                    case 5 -> state == 4;
                    default -> over;
                };
        if (!allowed) {
            return 3;
        }
        if (command == 6) {
            set("Status.JobId", "");
        }
        state(command == 2 ? 5 : command == 3 ? 6 : command == 4 ? 4 : command == 5 ? 3 : 0);
        return 0;
    }

    private void produce() {
        long state = number("Status.State");
        if (state == 2) {
            state(3);
        } else if (state == 3) {
            long good = number("Status.Good") + 1;
            memory.made.add(text("Status.JobId") + "#" + good + " " + text("Request.Parameter.Color"));
            set("Status.Good", UInteger.valueOf(good));
            if (good == memory.workQuantity) {
                state(5);
            }
        }
    }

    private void state(int state) {
        set("Status.State", UShort.valueOf(state));
    }

    private void set(String tag, Object value) {
        variable(tag).setValue(new DataValue(new Variant(value)));
    }

    long number(String tag) {
        return value(tag) instanceof Number number ? number.longValue() : -1;
    }

    String text(String tag) {
        return String.valueOf(value(tag));
    }

    private Object value(String tag) {
        Object value = variable(tag).getValue().value().value();
        return value == null ? "" : value;
    }
}
