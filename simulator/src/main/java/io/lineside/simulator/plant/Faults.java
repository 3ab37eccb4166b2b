package io.lineside.simulator.plant;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file. Not thread-safe. */
final class Faults {
    private final String file;
    private final List<String> messages = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Node where, String message) {
        messages.add(file + where.getStartMark().map(Faults::position).orElse("") + ": " + message);
    }

    void add(String message) {
        messages.add(file + ": " + message);
    }

    int count() {
        return messages.size();
    }

    PlantFaultsException asException() {
        return new PlantFaultsException(messages);
    }

    static String position(Mark mark) {
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
