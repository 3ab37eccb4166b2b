package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Nearest;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a {@code connection:} block by what its protocol says about its keys. Confined to the loading thread.
 *
 * @param folder what relative paths are relative to
 * @param site what absent keys fall back on; empty where {@code site.yaml} is faulty itself
 */
record ConnectionReader(LineConnectorProvider provider, Path folder, Optional<SiteFile> site) {
    Map<String, String> read(Value value) {
        var connection = new LinkedHashMap<String, String>();
        if (!value.isPresent()) {
            provider.settings().forEach(setting -> preset(setting, value.under(setting.key()))
                    .ifPresent(text -> connection.put(setting.key(), text)));
            return connection;
        }
        String[] keys = provider.settings().stream().map(ConnectionSetting::key).toArray(String[]::new);
        Block block = value.block(keys);
        if (value.isBlock()) {
            read(block, ownBlocks(block), connection);
        }
        return connection;
    }

    private void read(Block block, Set<String> ownBlocks, Map<String, String> connection) {
        for (ConnectionSetting setting : provider.settings()) {
            Value own = block.optional(setting.key());
            boolean elsewhere = siteBlock(setting).filter(ownBlocks::contains).isPresent();
            if (own.isPresent() && setting.type() == ConnectionSetting.Type.MAP) {
                own.entries()
                        .ifPresent(entries -> entries.forEach((name, value) ->
                                value.text().ifPresent(text -> connection.put(setting.key() + "." + name, text))));
            } else if (own.isPresent()) {
                checked(setting, own).ifPresent(text -> connection.put(setting.key(), text));
            } else if (!elsewhere) {
                preset(setting, own).ifPresent(text -> connection.put(setting.key(), text));
            }
        }
    }

    // A line with a broker of its own must not be given the password of the site's.
    private Set<String> ownBlocks(Block block) {
        return provider.settings().stream()
                .filter(setting ->
                        setting.required() && block.optional(setting.key()).isPresent())
                .flatMap(setting -> siteBlock(setting).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> siteBlock(ConnectionSetting setting) {
        return setting.siteDefault()
                .filter(path -> path.contains("."))
                .map(path -> path.substring(0, path.indexOf('.')));
    }

    private Optional<String> preset(ConnectionSetting setting, Value absent) {
        Optional<String> preset = setting.siteDefault().flatMap(path -> site.flatMap(found -> found.value(path)));
        boolean unknowable = setting.siteDefault().isPresent() && site.isEmpty();
        if (setting.required() && preset.isEmpty() && !unknowable) {
            absent.fault("is required, was absent here"
                    + setting.siteDefault()
                            .map(path -> " and as " + path + " in site.yaml")
                            .orElse("")
                    + "; meaning: " + setting.meaning());
        }
        return preset;
    }

    private Optional<String> checked(ConnectionSetting setting, Value value) {
        Optional<String> text =
                switch (setting.type()) {
                    case TEXT -> isSecret(setting) ? value.secret().map(Secret::value) : value.text();
                    case FLAG -> value.scalar().flag().map(String::valueOf);
                    case WHOLE ->
                        value.scalar().whole(Long.MIN_VALUE, Long.MAX_VALUE).map(String::valueOf);
                    case DURATION -> value.scalar().duration().map(String::valueOf);
                    case MAP -> Optional.empty();
                    case PATH -> value.id(path -> absolute(folder.resolve(path)));
                };
        boolean refused = text.isPresent()
                && !setting.allowed().isEmpty()
                && !setting.allowed().contains(text.get());
        if (refused) {
            value.fault("is not a known value, was " + value.shown()
                    + Nearest.hint(value.shown().replace("'", ""), setting.allowed()) + "; allowed: "
                    + String.join(", ", setting.allowed()));
        }
        return refused ? Optional.empty() : text;
    }

    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static boolean isSecret(ConnectionSetting setting) {
        return setting.key().toLowerCase(Locale.ROOT).endsWith("password");
    }
}
