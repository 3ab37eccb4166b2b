package io.lineside.gateway.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Tries to read a serialized object, as the gateway's process would; prints what came of it. */
final class SerializedObjectsMain {
    private SerializedObjectsMain() {}

    /** With the argument {@code gateway} as in the gateway's process. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("gateway")) {
            SerializedObjects.refuse();
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("harmless")));
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            System.out.println("read " + in.readObject());
        } catch (InvalidClassException refused) {
            System.out.println("refused");
        }
    }
}
