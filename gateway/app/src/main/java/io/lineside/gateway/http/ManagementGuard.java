package io.lineside.gateway.http;

import io.lineside.config.OperatorConfig;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before the management port: lets no page of another origin in, and where the site has operators nobody but them,
 * except to what is public by the contract and to the console's own files, which know nothing. Thread-safe.
 */
final class ManagementGuard implements Handler<RoutingContext> {
    private static final String KEY = "lineside.operator";
    private static final String ANYBODY = "anybody at the management port";
    private static final String CONSOLE = "/console";
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S{1,1000})");

    private final List<OperatorConfig> operators;
    private final Set<String> open;
    private final Origins origins;

    /** {@code open} are the paths that everybody may read. */
    ManagementGuard(ApiSettings settings, Set<String> open) {
        this.operators = settings.operators();
        this.open = Set.copyOf(open);
        this.origins = new Origins(settings.managementHost());
    }

    @Override
    public void handle(RoutingContext context) {
        if (!origins.isToUs(context.request())) {
            Problem.of(
                            403,
                            "foreign-host",
                            "Not under this name",
                            "the management port is spoken to as localhost, 127.0.0.1 or management.host, and as nothing"
                                    + " else")
                    .answer(context);
        } else if (!origins.isFromUs(context.request())) {
            Problem.of(
                            403,
                            "foreign-origin",
                            "Not from this page",
                            "pages of other origins can not use the management port")
                    .answer(context);
        } else if (operators.isEmpty() || isOpen(context.normalizedPath())) {
            context.next();
        } else {
            operator(context).ifPresentOrElse(found -> letIn(context, found), () -> refuse(context));
        }
    }

    private boolean isOpen(String path) {
        return open.contains(path) || path.equals(CONSOLE) || path.startsWith(CONSOLE + "/page/");
    }

    private static void letIn(RoutingContext context, OperatorConfig operator) {
        context.put(KEY, operator.name());
        context.next();
    }

    /** Every token is compared, each in constant time. */
    private Optional<OperatorConfig> operator(RoutingContext context) {
        List<String> given = context.request().headers().getAll("Authorization");
        Matcher bearer = BEARER.matcher(given.size() == 1 ? given.get(0) : "");
        if (!bearer.matches()) {
            return Optional.empty();
        }
        byte[] token = bearer.group(1).getBytes(StandardCharsets.UTF_8);
        Optional<OperatorConfig> found = Optional.empty();
        for (OperatorConfig operator : operators) {
            if (MessageDigest.isEqual(operator.token().value().getBytes(StandardCharsets.UTF_8), token)) {
                found = Optional.of(operator);
            }
        }
        return found;
    }

    private static void refuse(RoutingContext context) {
        boolean tried = context.request().headers().contains("Authorization");
        context.response()
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"lineside management\"" + (tried ? ", error=\"invalid_token\"" : ""));
        Problem.of(
                        401,
                        "no-valid-token",
                        "No valid token",
                        "the management port needs the site's management.token, or that of one of its users, as"
                                + " Authorization: Bearer")
                .answer(context);
    }

    /** Who sent this request, as the audit has it. */
    static String who(RoutingContext context) {
        String operator = context.get(KEY);
        return operator == null ? ANYBODY : operator;
    }
}
