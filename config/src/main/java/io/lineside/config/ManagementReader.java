package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Secret;
import io.lineside.config.source.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code management} block of {@code site.yaml}. Confined to the loading thread. */
final class ManagementReader {
    static final ManagementConfig USUAL = new ManagementConfig("127.0.0.1", 8081);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int SHORTEST = 20;
    /** Who comes with the token that has no name. */
    private static final String OPERATOR = "operator";

    private ManagementReader() {}

    static ManagementConfig read(Value value) {
        if (!value.isPresent()) {
            return USUAL;
        }
        Block block = value.block("host", "port", "token", "users");
        List<OperatorConfig> operators = new ArrayList<>();
        Value token = block.optional("token");
        if (token.isPresent()) {
            token(token).ifPresent(secret -> operators.add(new OperatorConfig(OPERATOR, secret)));
        }
        Value users = block.optional("users");
        if (users.isPresent()) {
            operators.addAll(users.list(ManagementReader::user));
            unique(operators, users);
        }
        Value host = block.optional("host");
        String address = host.isPresent() ? host.text().orElse(USUAL.host()) : USUAL.host();
        if (!OpenDoorCheck.THIS_MACHINE.contains(address) && !token.isPresent() && !users.isPresent()) {
            host.fault("must be an address of this machine alone while there is no management.token, was '" + address
                    + "'; allowed: 127.0.0.1, localhost, ::1, or any beside token or users");
        }
        return new ManagementConfig(
                address, block.optional("port").scalar().count(0, 65_535).orElse(USUAL.port()), operators);
    }

    private static Optional<OperatorConfig> user(Value value) {
        Block block = value.block("name", "token");
        Optional<String> name = block.required("name").id(text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("must match " + NAME + ", was '" + text + "'");
            }
            return text;
        });
        Optional<Secret> token = token(block.required("token"));
        return block.make(() -> new OperatorConfig(name.orElseThrow(), token.orElseThrow()));
    }

    private static Optional<Secret> token(Value value) {
        Optional<Secret> token = value.secret();
        if (token.isPresent() && (token.get().value().length() < SHORTEST || hasBlank(token.get()))) {
            value.fault("must have at least " + SHORTEST + " characters and no blank, was something else; allowed: what"
                    + " openssl rand -hex 32 prints");
        }
        return token;
    }

    private static boolean hasBlank(Secret token) {
        return token.value().chars().anyMatch(letter -> letter <= ' ' || letter > '~');
    }

    private static void unique(List<OperatorConfig> operators, Value users) {
        Set<String> seen = new HashSet<>();
        for (OperatorConfig operator : operators) {
            if (!seen.add(operator.name())) {
                users.fault("names must be unique, was '" + operator.name() + "' twice; " + OPERATOR
                        + " is whoever comes with management.token");
            }
        }
    }
}
