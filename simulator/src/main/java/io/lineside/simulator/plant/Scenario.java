package io.lineside.simulator.plant;

import io.lineside.simulator.behaviour.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What happens to a plant and when.
 *
 * @param steps in the order of the file
 */
public record Scenario(List<Step> steps) {
    private static final List<String> ACTIONS = List.of("stop", "start", "crash");

    /** Copies the list. */
    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * One thing that happens to a line.
     *
     * @param at real time since the plant is ready, whatever the plant's time scale
     * @param action stop, start or crash; empty when switches are set
     * @param switches the switches that are set, see {@link Behaviour#with}
     */
    public record Step(Duration at, String line, Optional<String> action, Map<String, Object> switches) {}

    /** Reads a scenario for that plant; a {@link PlantFaultsException} lists everything that is wrong with it. */
    public static Scenario load(Path file, Plant plant) {
        Faults faults = new Faults(file.toString());
        Node node = YamlFile.parse(file, "a scenario", faults);
        List<Step> steps = new ArrayList<>();
        if (node != null) {
            YamlBlock root = new YamlBlock("", node, faults);
            for (YamlBlock block : root.blocks("steps")) {
                Step step = step(block, plant);
                if (step != null) {
                    steps.add(step);
                }
            }
            root.refuseOthers();
        }
        if (faults.count() > 0) {
            throw faults.asException();
        }
        return new Scenario(steps);
    }

    private static @Nullable Step step(YamlBlock block, Plant plant) {
        Duration at = block.duration("at");
        String lineId = block.text("line");
        Optional<String> action = block.optionalText("do");
        Map<String, Object> switches =
                block.block("set").map(YamlBlock::entries).orElse(Map.of());
        block.refuseOthers();
        if (at == null || lineId == null) {
            return null;
        }
        try {
            check(plant, lineId, action, switches);
            Rules.require(!at.isNegative(), "at: must be 0s or later, was " + at);
            return new Step(at, lineId, action, switches);
        } catch (IllegalArgumentException e) {
            PlantReader.refuse(block, e);
            return null;
        }
    }

    private static void check(Plant plant, String lineId, Optional<String> action, Map<String, Object> switches) {
        LineSpec line = plant.lines().stream()
                .filter(each -> each.id().equals(lineId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("line: must be in the plant, was '" + lineId
                        + "'; allowed: "
                        + String.join(
                                ", ", plant.lines().stream().map(LineSpec::id).toList())));
        Rules.require(
                action.isPresent() == switches.isEmpty(),
                "do: must be given, or else 'set' with switches, was " + (switches.isEmpty() ? "neither" : "both"));
        action.ifPresent(word -> Rules.require(
                ACTIONS.contains(word),
                "do: must be something that is done to a line, was '" + word + "'; allowed: "
                        + String.join(", ", ACTIONS)));
        try {
            LineSpec.checkBehaviour(line.protocol(), Behaviour.FAULTLESS.with(switches));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("set." + e.getMessage(), e);
        }
    }
}
