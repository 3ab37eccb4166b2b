package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Secrets;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code site.yaml}. Confined to the loading thread. */
final class SiteFileReader {
    private static final Path FILE = Path.of("site.yaml");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern BROKER = Pattern.compile("(tcp|ssl)://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}");
    private static final ByteSize SMALLEST_BODY = new ByteSize(1_000);
    private static final ByteSize LARGEST_BODY = new ByteSize(64_000_000);
    private static final HttpConfig HTTP = new HttpConfig("127.0.0.1", 8080, new ByteSize(1_000_000));
    private static final Map<String, Boolean> CERTIFICATES_OF_CLIENTS =
            new TreeMap<>(Map.of("required", true, "optional", false));
    private static final Path CERTIFICATES = Path.of("certificates");
    private static final Path STORE = Path.of("data", "lineside.db");
    private static final ByteSize RESERVE = new ByteSize(256_000_000);
    private static final ByteSize SMALLEST_RESERVE = new ByteSize(1_000_000);
    private static final ByteSize LARGEST_RESERVE = new ByteSize(1_000_000_000_000L);
    private static final Duration BACKUP_EVERY = Duration.ofHours(24);
    private static final Duration MOST_OFTEN = Duration.ofMinutes(1);
    private static final int BACKUPS_KEPT = 7;

    private static final ReloadConfig RELOAD = new ReloadConfig(true, Duration.ofSeconds(2));
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_LOOK = Duration.ofHours(1);

    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

    private final Path folder;

    private SiteFileReader(Path folder) {
        this.folder = folder;
    }

    static Optional<SiteFile> read(Secrets secrets, FaultLog faults) {
        var reader = new SiteFileReader(secrets.folder());
        return YamlFile.read(secrets.folder(), FILE, secrets, faults).flatMap(reader::site);
    }

    private Optional<SiteFile> site(Value value) {
        Block block = value.block(
                "enterprise",
                "site",
                "gateway",
                "http",
                "management",
                "store",
                "certificates",
                "reload",
                "retention",
                "log",
                "traces",
                "mqtt");
        Optional<String> enterprise = name(block.required("enterprise"));
        Optional<String> site = name(block.required("site"));
        String gateway = name(block.optional("gateway")).orElse("lineside");
        HttpConfig http = http(block.optional("http"));
        ManagementConfig management = ManagementReader.read(block.optional("management"));
        StoreConfig store = store(block.optional("store"));
        Path certificates = certificates(block.optional("certificates"));
        ReloadConfig reload = reload(block.optional("reload"));
        RetentionConfig retention = retention(block.optional("retention"));
        LogConfig log = LogReader.read(block.optional("log"));
        Optional<TracesConfig> traces = TracesReader.read(block.optional("traces"));
        Optional<MqttConfig> mqtt = mqtt(block.optional("mqtt"));
        if (http.port() != 0 && http.port() == management.port()) {
            block.optional("management").fault("port must differ from http.port, was " + management.port());
        }
        return block.make(() -> new SiteFile(
                enterprise.orElseThrow(),
                site.orElseThrow(),
                gateway,
                http,
                management,
                store,
                certificates,
                reload,
                retention,
                log,
                traces,
                mqtt));
    }

    // Levels of the equipment hierarchy and gateway names become parts of topics, paths and client ids.
    static Optional<String> name(Value value) {
        return value.id(text -> matching(text, NAME, "must match " + NAME));
    }

    private HttpConfig http(Value value) {
        if (!value.isPresent()) {
            return HTTP;
        }
        Block block = value.block("host", "port", "maxBody", "certFile", "keyFile", "clientCa", "clientCert");
        Value cert = block.optional("certFile");
        Value key = block.optional("keyFile");
        if (cert.isPresent() != key.isPresent()) {
            (cert.isPresent() ? key : cert).fault("is required beside the other of certFile and keyFile, was absent");
        }
        return new HttpConfig(
                block.optional("host").text().orElse(HTTP.host()),
                port(block.optional("port"), HTTP.port()),
                block.optional("maxBody")
                        .scalar()
                        .size(SMALLEST_BODY, LARGEST_BODY)
                        .orElse(HTTP.maxBody()),
                cert.id(folder::resolve),
                key.id(folder::resolve),
                clients(block));
    }

    private Optional<HttpConfig.ClientCertificates> clients(Block http) {
        Value authorities = http.optional("clientCa");
        boolean required =
                http.optional("clientCert").word(CERTIFICATES_OF_CLIENTS).orElse(true);
        if (!authorities.isPresent()) {
            http.refuse(List.of("clientCert"), "must stand next to clientCa");
            return Optional.empty();
        }
        if (!http.optional("certFile").isPresent()) {
            authorities.fault("must stand next to certFile and keyFile, for only TLS has certificates of clients");
        }
        return authorities.id(folder::resolve).map(ca -> new HttpConfig.ClientCertificates(ca, required));
    }

    private static int port(Value value, int preset) {
        return value.scalar().count(0, 65_535).orElse(preset);
    }

    private StoreConfig store(Value value) {
        if (!value.isPresent()) {
            return new StoreConfig(folder.resolve(STORE), RESERVE, Optional.empty());
        }
        Block block = value.block("file", "reserve", "backup", "postgresql");
        if (block.optional("postgresql").isPresent()) {
            for (String key : List.of("file", "reserve", "backup")) {
                Value other = block.optional(key);
                if (other.isPresent()) {
                    other.fault("must not stand next to postgresql, whose server has its own disk and backups");
                }
            }
        }
        return new StoreConfig(
                block.optional("file").id(folder::resolve).orElse(folder.resolve(STORE)),
                block.optional("reserve")
                        .scalar()
                        .size(SMALLEST_RESERVE, LARGEST_RESERVE)
                        .orElse(RESERVE),
                backup(block.optional("backup")),
                PostgresqlReader.read(block.optional("postgresql")));
    }

    private Optional<BackupConfig> backup(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("folder", "every", "keep");
        Optional<Path> to = block.required("folder").id(folder::resolve);
        Value period = block.optional("every");
        Duration every = period.scalar().duration().orElse(BACKUP_EVERY);
        if (every.compareTo(MOST_OFTEN) < 0) {
            period.fault("must be at least " + MOST_OFTEN + ", was " + every);
        }
        int keep = block.optional("keep").scalar().count(1, 10_000).orElse(BACKUPS_KEPT);
        return block.make(() -> new BackupConfig(to.orElseThrow(), every, keep));
    }

    private Path certificates(Value value) {
        if (!value.isPresent()) {
            return folder.resolve(CERTIFICATES);
        }
        return value.block("folder").optional("folder").id(folder::resolve).orElse(folder.resolve(CERTIFICATES));
    }

    private static ReloadConfig reload(Value value) {
        if (!value.isPresent()) {
            return RELOAD;
        }
        Block block = value.block("watch", "every");
        Value period = block.optional("every");
        Duration every = period.scalar().duration().orElse(RELOAD.every());
        if (every.compareTo(SHORTEST_LOOK) < 0 || every.compareTo(LONGEST_LOOK) > 0) {
            period.fault("must be from " + SHORTEST_LOOK + " to " + LONGEST_LOOK + ", was " + every);
        }
        return new ReloadConfig(block.optional("watch").scalar().flag().orElse(RELOAD.watch()), every);
    }

    private static RetentionConfig retention(Value value) {
        if (!value.isPresent()) {
            return RetentionConfig.NONE;
        }
        Value personal = value.block("personal").optional("personal");
        Optional<Duration> kept = personal.isPresent() ? personal.scalar().duration() : Optional.empty();
        if (kept.filter(time -> time.compareTo(SHORTEST_RETENTION) < 0).isPresent()) {
            personal.fault("must be at least " + SHORTEST_RETENTION + ", was " + kept.get());
        }
        return new RetentionConfig(kept);
    }

    private Optional<MqttConfig> mqtt(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("broker", "username", "password", "caFile", "certFile", "keyFile");
        Optional<String> broker = block.required("broker")
                .id(text -> matching(text, BROKER, "must be tcp://host:port or ssl://host:port"));
        Optional<String> username = block.optional("username").text();
        Optional<Secret> password = block.optional("password").secret();
        Optional<Path> caFile = block.optional("caFile").id(folder::resolve);
        Optional<Path> certFile = block.optional("certFile").id(folder::resolve);
        Optional<Path> keyFile = block.optional("keyFile").id(folder::resolve);
        return block.make(() -> new MqttConfig(broker.orElseThrow(), username, password, caFile, certFile, keyFile));
    }

    private static String matching(String text, Pattern pattern, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'");
        }
        return text;
    }
}
