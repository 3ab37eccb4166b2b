package io.lineside.gateway.reload;

import io.lineside.config.Site;
import io.lineside.config.door.DoorsConfig;
import io.lineside.config.door.FolderConfig;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.door.ReportConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says in words which doors and mappings a new site changes. */
final class DoorChanges {
    private DoorChanges() {}

    /** One sentence for each that is new, gone or written anew. */
    static List<String> words(Site was, Site is) {
        List<String> words = new ArrayList<>();
        differences("door", doors(was.doors()), doors(is.doors()), words);
        differences("mapping", mappings(was.mappings()), mappings(is.mappings()), words);
        return words;
    }

    private static void differences(String kind, Map<String, ?> was, Map<String, ?> is, List<String> words) {
        is.forEach((name, now) -> {
            Object before = was.get(name);
            if (before == null) {
                words.add(kind + " " + name + " is new");
            } else if (!before.equals(now)) {
                words.add(kind + " " + name + " is changed");
            }
        });
        was.keySet().stream()
                .filter(name -> !is.containsKey(name))
                .forEach(name -> words.add(kind + " " + name + " is gone"));
    }

    /** Every door by its name, of whatever kind. */
    private static Map<String, Object> doors(DoorsConfig doors) {
        Map<String, Object> byName = new TreeMap<>();
        for (FolderConfig folder : doors.folders()) {
            byName.put(folder.name(), folder);
        }
        for (ReportConfig report : doors.reports()) {
            byName.put(report.name(), report);
        }
        doors.mqtt().forEach(door -> byName.put(door.name(), door));
        doors.kafka().forEach(door -> byName.put(door.name(), door));
        return byName;
    }

    private static Map<String, Object> mappings(List<MappingConfig> mappings) {
        Map<String, Object> byName = new TreeMap<>();
        mappings.forEach(mapping -> byName.put(mapping.name(), mapping.program()));
        return byName;
    }
}
