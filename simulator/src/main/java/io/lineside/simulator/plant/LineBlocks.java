package io.lineside.simulator.plant;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.job.Retention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the blocks inside a line: what is wrong in one of them goes to the faults, at its key. */
final class LineBlocks {
    private LineBlocks() {}

    static Optional<Retention> retention(YamlBlock block) {
        int keep = block.optionalWhole("keep").orElse(Integer.MAX_VALUE);
        var keepFor = block.optionalDuration("keepFor");
        boolean autoClear = block.flag("autoClear", false);
        block.refuseOthers();
        try {
            return Optional.of(new Retention(keep, keepFor, autoClear));
        } catch (IllegalArgumentException e) {
            PlantReader.refuse(block, e);
            return Optional.empty();
        }
    }

    /** Each key by itself, so that the first wrong one does not hide the next. */
    static Behaviour behaviour(YamlBlock block) {
        Behaviour behaviour = Behaviour.FAULTLESS;
        for (Map.Entry<String, Object> entry : block.entries().entrySet()) {
            try {
                behaviour = behaviour.with(Map.of(entry.getKey(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                PlantReader.refuse(block, e);
            }
        }
        return behaviour;
    }

    static Optional<SecuritySpec> security(YamlBlock block) {
        List<String> policies = block.optionalTexts("policies").orElse(SecuritySpec.POLICIES);
        boolean none = block.flag("none", false);
        Map<String, String> users = block.block("users").map(LineBlocks::users).orElse(Map.of());
        boolean userCertificates = block.flag("userCertificates", false);
        boolean anonymous = block.flag("anonymous", users.isEmpty() && !userCertificates);
        block.refuseOthers();
        try {
            return Optional.of(new SecuritySpec(policies, none, anonymous, users, userCertificates));
        } catch (IllegalArgumentException e) {
            PlantReader.refuse(block, e);
            return Optional.empty();
        }
    }

    static Map<String, TagType> parameters(YamlBlock block) {
        Map<String, TagType> parameters = new LinkedHashMap<>();
        block.entries().forEach((id, type) -> TagType.named(type)
                .ifPresentOrElse(
                        known -> parameters.put(id, known),
                        () -> block.fault(
                                block.where(id),
                                id + ": must be an OPC UA type, was '" + type + "'; allowed: " + TagType.names())));
        return parameters;
    }

    private static Map<String, String> users(YamlBlock block) {
        Map<String, String> users = new LinkedHashMap<>();
        block.entries().forEach((name, password) -> users.put(name, String.valueOf(password)));
        return users;
    }
}
