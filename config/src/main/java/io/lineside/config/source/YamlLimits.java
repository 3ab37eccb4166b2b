package io.lineside.config.source;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Refuses the parts of YAML that make a file mean something else than it shows. Confined to one file's reading. */
final class YamlLimits {
    static final int DEEPEST = 20;

    private int depth;
    private int documents;

    private YamlLimits() {}

    /** Whether the file keeps the limits; notes the first fault where it does not. */
    static boolean keptBy(Iterable<Event> events, Position start, FaultLog faults) {
        var limits = new YamlLimits();
        for (Event event : events) {
            Optional<String> broken = limits.broken(event);
            if (broken.isPresent()) {
                faults.add(YamlFile.place(start, event.getStartMark()), broken.get());
                return false;
            }
        }
        return true;
    }

    private Optional<String> broken(Event event) {
        if (event instanceof AliasEvent alias) {
            return Optional.of("aliases are not allowed, was *" + alias.getAlias());
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            return Optional.of(
                    "anchors are not allowed, was &" + node.getAnchor().get());
        }
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            return Optional.of("must be one document, was a second one after '---'");
        }
        return tag(event).map(tag -> "tags are not allowed, was " + tag).or(() -> tooDeep(event));
    }

    private static Optional<String> tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
    }

    private Optional<String> tooDeep(Event event) {
        if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            return Optional.of("must be nested at most " + DEEPEST + " deep, was deeper");
        }
        return Optional.empty();
    }
}
