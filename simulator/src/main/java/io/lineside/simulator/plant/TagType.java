package io.lineside.simulator.plant;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** OPC UA types of a PLC's data tags, by their names in a plant file. */
public enum TagType {
    /** BOOL. */
    BOOLEAN("Boolean"),
    /** INT. */
    INT16("Int16"),
    /** DINT. */
    INT32("Int32"),
    /** LINT. */
    INT64("Int64"),
    /** REAL. */
    FLOAT("Float"),
    /** LREAL. */
    DOUBLE("Double"),
    /** STRING. */
    STRING("String");

    private final String typeName;

    TagType(String typeName) {
        this.typeName = typeName;
    }

    /** The type's name in OPC UA. */
    public String typeName() {
        return typeName;
    }

    static Optional<TagType> named(Object name) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(TagType::typeName).collect(Collectors.joining(", "));
    }
}
