package io.lineside.config.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML file into nodes with their places. Anchors, aliases, tags, a second document, more than
 * {@value #LONGEST} bytes and nesting deeper than {@value YamlLimits#DEEPEST} are refused.
 */
public final class YamlFile {
    static final int LONGEST = 1_000_000;

    private YamlFile() {}

    /**
     * Reads a file below a site folder.
     *
     * @param secrets for its text values; null where a file may not refer to secrets
     * @return the top of the file; empty after noting a fault
     */
    public static Optional<Value> read(Path folder, Path file, @Nullable Secrets secrets, FaultLog faults) {
        Position start = Position.startOf(file);
        return text(folder.resolve(file), start, faults)
                .flatMap(text -> compose(text, start, faults))
                .map(node -> new Value(node, start, new Value.Reading(faults, secrets)));
    }

    private static Optional<String> text(Path file, Position start, FaultLog faults) {
        try {
            if (Files.size(file) <= LONGEST) {
                return Optional.of(Files.readString(file));
            }
            faults.add(start, "must hold at most " + LONGEST + " bytes, was " + Files.size(file));
        } catch (CharacterCodingException e) {
            faults.add(start, "must be UTF-8 text, was something else");
        } catch (IOException e) {
            faults.add(
                    start, "must be a readable file, was not (" + e.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }

    private static Optional<Node> compose(String text, Position start, FaultLog faults) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            if (!YamlLimits.keptBy(new Parse(settings).parseString(text), start, faults)) {
                return Optional.empty();
            }
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                faults.add(start, "must hold keys and values, was empty");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            Position at = place(start, e.getProblemMark());
            faults.add(at, "must be YAML, was broken here: " + e.getProblem() + hint(text, at.line()));
        } catch (YamlEngineException e) {
            faults.add(start, "must be YAML, was broken: " + e.getMessage());
        }
        return Optional.empty();
    }

    // Inside { } an unquoted ${env:X} reads as the start of a block: the most likely slip with secrets.
    private static String hint(String text, int line) {
        boolean secret = text.lines().skip(line - 1L).limit(1).anyMatch(broken -> broken.contains("${"));
        return secret ? "; allowed: \"${env:X}\" in quotes inside { }" : "";
    }

    static Position place(Position at, Optional<Mark> mark) {
        return mark.map(m -> at.at(m.getLine() + 1, m.getColumn() + 1)).orElse(at);
    }
}
