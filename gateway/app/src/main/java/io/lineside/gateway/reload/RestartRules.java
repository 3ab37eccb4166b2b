package io.lineside.gateway.reload;

import io.lineside.config.HttpConfig;
import io.lineside.config.Site;
import io.lineside.config.source.Fault;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a new site changes that only a restart can: who the gateway is, where it listens, where it keeps its data. */
final class RestartRules {
    private static final Path FILE = Path.of("site.yaml");

    /** One setting, by its path in the file. */
    private record Setting(String path, Function<Site, Object> value) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("enterprise", Site::enterprise),
            new Setting("site", Site::site),
            new Setting("gateway", Site::gateway),
            new Setting("http.host", site -> site.http().host()),
            new Setting("http.port", site -> site.http().port()),
            new Setting("http.maxBody", site -> site.http().maxBody()),
            new Setting("http.certFile", site -> site.http().certFile()),
            new Setting("http.keyFile", site -> site.http().keyFile()),
            new Setting("http.clientCa", site -> site.http().clients().map(HttpConfig.ClientCertificates::ca)),
            new Setting("http.clientCert", site -> site.http().clients().map(HttpConfig.ClientCertificates::required)),
            new Setting("management.host", site -> site.management().host()),
            new Setting("management.port", site -> site.management().port()),
            new Setting("management.users", site -> site.management().operators()),
            new Setting("traces", Site::traces),
            new Setting("store.file", site -> site.store().file()),
            new Setting("store.reserve", site -> site.store().reserve()),
            new Setting("store.backup", site -> site.store().backup()),
            new Setting("store.postgresql", site -> site.store().postgresql()));

    private RestartRules() {}

    /** One fault for each setting that differs, where it stands in the new file. */
    static List<Fault> differences(Site inForce, Site wanted) {
        List<Fault> faults = new ArrayList<>();
        for (Setting setting : SETTINGS) {
            Object was = setting.value().apply(inForce);
            Object becomes = setting.value().apply(wanted);
            if (!was.equals(becomes)) {
                faults.add(Fault.at(
                        place(wanted.folder(), setting.path()),
                        "can only be changed by a restart, was " + shown(becomes) + "; in force is " + shown(was)));
            }
        }
        return faults;
    }

    private static String shown(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(String::valueOf).orElse("nothing")
                : String.valueOf(value);
    }

    /** Where the setting stands, or the block that could have it. */
    private static Position place(Path folder, String path) {
        Optional<Value> value = YamlFile.read(folder, FILE, null, new FaultLog());
        Position at = Position.startOf(FILE);
        for (String key : path.split("\\.", -1)) {
            Position parent = at;
            value = value.filter(Value::isBlock)
                    .flatMap(Value::entries)
                    .flatMap(keys -> Optional.ofNullable(keys.get(key)));
            at = value.map(Value::at).orElseGet(() -> parent.child(key));
        }
        return at;
    }
}
