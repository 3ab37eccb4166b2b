package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code webhooks} of {@code platforms.yaml}. Confined to the loading thread. */
final class WebhookReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String SECRET = "whsec_";
    private static final int MOST = 100;
    private static final Map<String, Set<EventType>> EVENTS = events();

    private final Path folder;

    WebhookReader(Path folder) {
        this.folder = folder;
    }

    List<WebhookConfig> read(Value value) {
        List<WebhookConfig> webhooks = value.list(this::webhook);
        if (webhooks.size() > MOST) {
            value.fault("must be at most " + MOST + ", was " + webhooks.size());
        }
        Map<String, WebhookConfig> seen = new HashMap<>();
        for (WebhookConfig webhook : webhooks) {
            WebhookConfig first = seen.putIfAbsent(webhook.tenant() + " " + webhook.id(), webhook);
            if (first != null) {
                value.fault("ids must be unique for a tenant, was '" + webhook.id() + "' on lines "
                        + first.at().line() + " and " + webhook.at().line());
            }
        }
        return webhooks;
    }

    private Optional<WebhookConfig> webhook(Value value) {
        Block block = value.block(
                "id",
                "tenant",
                "url",
                "secrets",
                "events",
                "allowPrivate",
                "allowHttp",
                "caFile",
                "timeout",
                "concurrency",
                "giveUpAfter");
        Optional<String> id = block.required("id").id(WebhookReader::id);
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        WebhookConfig.Reach reach = reach(block);
        Optional<WebhookUrl> url = url(block.required("url"), reach.allowHttp());
        List<Secret> secrets = secrets(block.required("secrets"));
        Set<EventType> events = events(block.optional("events"));
        Duration timeout = duration(
                block.optional("timeout"), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1));
        int concurrency = count(block.optional("concurrency"));
        Duration giveUpAfter =
                duration(block.optional("giveUpAfter"), Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(7));
        return block.make(() -> new WebhookConfig(
                id.orElseThrow(),
                tenant.orElseThrow(),
                url.orElseThrow(),
                secrets,
                events,
                reach,
                timeout,
                concurrency,
                giveUpAfter,
                block.at()));
    }

    private static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("must match " + ID + ", was '" + text + "'");
        }
        return text;
    }

    private WebhookConfig.Reach reach(Block block) {
        Value networks = block.optional("allowPrivate");
        Value http = block.optional("allowHttp");
        Value ca = block.optional("caFile");
        return new WebhookConfig.Reach(
                networks.isPresent() ? networks.list(network -> network.id(Network::parse)) : List.of(),
                http.isPresent() && http.scalar().flag().orElse(false),
                ca.isPresent() ? ca.text().flatMap(name -> caFile(ca, name)) : Optional.empty());
    }

    private Optional<Path> caFile(Value value, String name) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            value.fault("must be a readable file, was " + value.shown());
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private static Optional<WebhookUrl> url(Value value, boolean allowHttp) {
        Optional<WebhookUrl> url = value.id(WebhookUrl::parse);
        if (url.isPresent() && !url.get().isEncrypted() && !allowHttp) {
            value.fault("must begin with https://, was " + value.shown() + "; allowed: http:// beside allowHttp: true");
        }
        return url;
    }

    private static List<Secret> secrets(Value value) {
        List<Secret> secrets = value.list(WebhookReader::secret);
        if (value.isEmptyList() || secrets.size() > 2) {
            value.fault("must hold one secret, or two while one takes the place of the other, was "
                    + (secrets.isEmpty() ? "an empty list" : secrets.size()));
        }
        return secrets;
    }

    private static Optional<Secret> secret(Value value) {
        Optional<Secret> secret = value.secret();
        if (secret.isPresent() && !isKey(secret.get().value())) {
            value.fault("must be whsec_ and 24 to 64 bytes in Base64, was something else; allowed: what"
                    + " echo whsec_$(openssl rand -base64 32) prints");
        }
        return secret;
    }

    private static boolean isKey(String text) {
        try {
            int bytes =
                    text.startsWith(SECRET) ? Base64.getDecoder().decode(text.substring(SECRET.length())).length : 0;
            return bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Set<EventType> events(Value value) {
        if (!value.isPresent()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        value.list(word -> word.word(EVENTS)).forEach(wanted::addAll);
        if (value.isEmptyList()) {
            value.fault("must hold at least one kind of event, was an empty list");
        }
        return wanted;
    }

    /** Each kind by its name, and {@code order.*} and {@code job.*} for all of one sort. */
    private static Map<String, Set<EventType>> events() {
        Map<String, Set<EventType>> words = new LinkedHashMap<>();
        Arrays.stream(EventType.values()).forEach(type -> {
            String sort = type.dotted().substring(0, type.dotted().indexOf('.'));
            words.computeIfAbsent(sort + ".*", all -> EnumSet.noneOf(EventType.class))
                    .add(type);
        });
        Arrays.stream(EventType.values()).forEach(type -> words.put(type.dotted(), EnumSet.of(type)));
        return words;
    }

    private static int count(Value value) {
        return value.isPresent() ? value.scalar().count(1, 16).orElse(4) : 4;
    }

    private static Duration duration(Value value, Duration usual, Duration least, Duration most) {
        if (!value.isPresent()) {
            return usual;
        }
        Duration given = value.scalar().duration().orElse(usual);
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            value.fault("must be from " + least + " to " + (most.toDays() > 0 ? "P" + most.toDays() + "D" : most)
                    + ", was " + value.shown());
        }
        return given;
    }
}
