package io.lineside.config;

import io.lineside.config.source.FaultLog;
import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses two lines that are one and the same for the world outside, as their protocol sees it. Confined to the loading
 * thread.
 *
 * @param providers by protocol
 */
record LineClashes(Map<String, LineConnectorProvider> providers, FaultLog faults) {
    /** Checks every line against those before it; tells the first clash of each. */
    void check(List<LineConfig> lines) {
        for (int i = 1; i < lines.size(); i++) {
            LineConfig line = lines.get(i);
            lines.subList(0, i).stream()
                    .flatMap(earlier -> clash(line, earlier).stream())
                    .findFirst()
                    .ifPresent(clash -> faults.add(line.connectionAt().child(clash.key()), clash.rule()));
        }
    }

    private Optional<LineClash> clash(LineConfig line, LineConfig earlier) {
        // One with the same id is told already.
        return line.id().equals(earlier.id()) || !line.protocol().equals(earlier.protocol())
                ? Optional.empty()
                : Optional.ofNullable(providers.get(line.protocol()))
                        .flatMap(provider -> provider.clash(target(line), target(earlier)));
    }

    private static LineTarget target(LineConfig line) {
        return new LineTarget(line.at().file().toString(), line.equipmentPath(), line.connection());
    }
}
