package io.lineside.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lineside.simulator.control.PlantView.ProxyView;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The paths of the control port below {@code /proxies}. */
record ProxyPaths(PlantView plant) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern VERB = Pattern.compile("/proxies/([^/]+)/([^/]+)");
    private static final String ALL = "/proxies";
    private static final TypeReference<Map<String, Object>> FAULTS = new TypeReference<>() {};

    static boolean owns(String path) {
        return path.equals(ALL) || VERB.matcher(path).matches();
    }

    ControlAnswer answer(String method, String path, String body) {
        Matcher verb = VERB.matcher(path);
        if (!verb.matches()) {
            return "GET".equals(method) ? ControlAnswer.json(proxies()) : ControlAnswer.notAllowed(path, method, "GET");
        }
        String name = verb.group(1);
        Optional<ProxyView> proxy = plant.proxies().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (proxy.isEmpty()) {
            return ControlAnswer.notFound("proxy '" + name + "': is not in the plant; allowed: "
                    + plant.proxies().stream().map(ProxyView::name).collect(Collectors.joining(", ")));
        }
        return switch (verb.group(2)) {
            case "faults" -> faults(method, path, proxy.get(), body);
            case "reset", "heal" ->
                "POST".equals(method)
                        ? act(verb.group(2), proxy.get())
                        : ControlAnswer.notAllowed(path, method, "POST");
            default ->
                ControlAnswer.notFound(
                        "'" + verb.group(2) + "': is nothing to do to a proxy; allowed: reset, heal, faults");
        };
    }

    private static ControlAnswer act(String verb, ProxyView proxy) {
        if (verb.equals("reset")) {
            proxy.reset();
        } else {
            proxy.heal();
        }
        return faultsOf(proxy);
    }

    /** GET tells what is wrong with the wire, PATCH sets the faults in its body, a JSON object. */
    private static ControlAnswer faults(String method, String path, ProxyView proxy, String body) {
        if ("PATCH".equals(method)) {
            try {
                proxy.set(MAPPER.readValue(body, FAULTS));
            } catch (IllegalArgumentException e) {
                return ControlAnswer.badRequest("proxies." + proxy.name() + ".faults." + e.getMessage());
            } catch (JsonProcessingException e) {
                return ControlAnswer.badRequest(
                        "body: must be a JSON object such as {\"blackHole\":\"both\"}, was '" + body + "'");
            }
        } else if (!"GET".equals(method)) {
            return ControlAnswer.notAllowed(path, method, "GET, PATCH");
        }
        return faultsOf(proxy);
    }

    private static ControlAnswer faultsOf(ProxyView proxy) {
        return ControlAnswer.json(MAPPER.valueToTree(proxy.faults()));
    }

    private ArrayNode proxies() {
        ArrayNode proxies = JsonNodeFactory.instance.arrayNode();
        for (ProxyView proxy : plant.proxies()) {
            proxies.addObject()
                    .put("name", proxy.name())
                    .put("port", proxy.port())
                    .put("target", proxy.target())
                    .put("connections", proxy.connections())
                    .set("faults", MAPPER.valueToTree(proxy.faults()));
        }
        return proxies;
    }
}
