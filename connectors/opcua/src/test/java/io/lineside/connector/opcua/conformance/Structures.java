package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95Property;
import io.lineside.connector.opcua.wire.Isa95Resource;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** Values of the structures with a chosen set of optional fields; no two fields have the same value. */
final class Structures {
    static final String WORK_MASTER = "glaze/2";

    /** MMT is UN/CEFACT's millimetre: OPC 10000-8 5.6.3 makes its id of the letters. */
    static final EUInformation MILLIMETRE = new EUInformation(
            "http://www.opcfoundation.org/UA/units/un/cefact",
            ('M' << 16) | ('M' << 8) | 'T',
            LocalizedText.english("MMT"),
            LocalizedText.NULL_VALUE);

    private static final MaskClass NOTHING = new MaskClass("", Set.of());

    private Structures() {}

    static Isa95JobOrder order(String id, MaskClass mask) {
        return new Isa95JobOrder(
                id,
                mask.at(0, List.of(LocalizedText.english("order b0 – 青"))),
                mask.at(1, List.of(workMaster(WORK_MASTER, NOTHING))),
                mask.at(2, time("2026-11-24T06:00:00Z")),
                mask.at(3, time("2026-11-24T14:00:00.25Z")),
                mask.at(4, (short) -7),
                mask.at(5, List.of(parameter(NOTHING))),
                mask.at(6, List.of(resource(NOTHING))),
                mask.at(7, List.of(resource(NOTHING))),
                mask.at(8, List.of(resource(NOTHING))),
                mask.at(9, List.of(new Isa95Material(null, "mug", null, null, null, "Produced", "3", null, null))));
    }

    static Isa95JobResponse response(MaskClass mask) {
        return new Isa95JobResponse(
                "response-1",
                mask.at(0, LocalizedText.english("response b0")),
                "order-1",
                mask.at(1, time("2026-11-24T07:00:00Z")),
                mask.at(2, time("2026-11-24T08:00:00Z")),
                List.of(state(5)),
                mask.at(3, List.of(parameter(NOTHING))),
                mask.at(4, List.of(resource(NOTHING))),
                mask.at(5, List.of(resource(NOTHING))),
                mask.at(6, List.of(resource(NOTHING))),
                mask.at(7, List.of(materialWith(property(NOTHING)))));
    }

    static Isa95WorkMaster workMaster(String id, MaskClass mask) {
        return new Isa95WorkMaster(
                id, mask.at(0, LocalizedText.english("work master b0")), mask.at(1, List.of(parameter(NOTHING))));
    }

    static Isa95Parameter parameter(MaskClass mask) {
        return new Isa95Parameter(
                "Dwell",
                new Variant(11.5),
                mask.at(0, List.of(LocalizedText.english("parameter b0"))),
                mask.at(1, MILLIMETRE),
                mask.at(2, List.of(new Isa95Parameter("Part", new Variant(42L), null, null, null))));
    }

    static Isa95Property property(MaskClass mask) {
        return new Isa95Property(
                "Gloss",
                new Variant("matt"),
                mask.at(0, List.of(LocalizedText.english("property b0"))),
                mask.at(1, MILLIMETRE),
                mask.at(2, List.of(new Isa95Property("Part", new Variant(true), null, null, null))));
    }

    static Isa95Resource resource(MaskClass mask) {
        return new Isa95Resource(
                "resource-1",
                mask.at(0, List.of(LocalizedText.english("resource b0"))),
                mask.at(1, "use b1"),
                mask.at(2, "2.5"),
                mask.at(3, MILLIMETRE),
                mask.at(4, List.of(property(NOTHING))));
    }

    static Isa95Material material(MaskClass mask) {
        return new Isa95Material(
                mask.at(0, "class b0"),
                mask.at(1, "definition b1"),
                mask.at(2, "lot b2"),
                mask.at(3, "sublot b3"),
                mask.at(4, List.of(LocalizedText.english("material b4"))),
                mask.at(5, "Consumed"),
                mask.at(6, "0.125"),
                mask.at(7, MILLIMETRE),
                mask.at(8, List.of(property(NOTHING))));
    }

    static Isa95Material materialWith(Isa95Property property) {
        return new Isa95Material(null, "clay", null, null, null, null, null, null, List.of(property));
    }

    /** A top-level state: it has no BrowsePath. */
    static Isa95State state(int number) {
        return new Isa95State(
                new RelativePath(new RelativePathElement[0]), LocalizedText.NULL_VALUE, UInteger.valueOf(number));
    }

    /** Held, below Interrupted. */
    static Isa95State subState() {
        return subState(2, "InterruptedSubstates", 1);
    }

    static Isa95State subState(int namespaceIndex, String machine, int number) {
        var step = new RelativePathElement(
                NodeIds.HasSubStateMachine, false, false, new QualifiedName(namespaceIndex, machine));
        return new Isa95State(
                new RelativePath(new RelativePathElement[] {step}), LocalizedText.NULL_VALUE, UInteger.valueOf(number));
    }

    private static DateTime time(String instant) {
        return new DateTime(Instant.parse(instant));
    }
}
