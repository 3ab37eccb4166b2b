package io.lineside.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The paths of the control port and what they do. */
final class ControlPaths {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern LINE_VERB = Pattern.compile("/lines/([^/]+)/([^/]+)");
    private static final String BEHAVIOUR = "behaviour";
    private static final TypeReference<Map<String, Object>> SWITCHES = new TypeReference<>() {};
    private static final Map<String, Consumer<PlantView.LineView>> VERBS = Map.of(
            "stop", PlantView.LineView::stop,
            "start", PlantView.LineView::start,
            "crash", PlantView.LineView::crash);

    private final PlantView plant;
    private final ProxyPaths proxies;

    ControlPaths(PlantView plant) {
        this.plant = plant;
        this.proxies = new ProxyPaths(plant);
    }

    ControlAnswer answer(String method, URI uri, String body) {
        String path = uri.getPath();
        if (ProxyPaths.owns(path)) {
            return proxies.answer(method, path, body);
        }
        Matcher lineVerb = LINE_VERB.matcher(path);
        if (lineVerb.matches()) {
            if (lineVerb.group(2).equals(BEHAVIOUR)) {
                return behaviour(method, path, lineVerb.group(1), body);
            }
            return "POST".equals(method)
                    ? onLine(lineVerb.group(1), lineVerb.group(2))
                    : ControlAnswer.notAllowed(path, method, "POST");
        }
        return switch (path) {
            case "/made", "/lines", "/health" ->
                "GET".equals(method) ? read(path, uri) : ControlAnswer.notAllowed(path, method, "GET");
            default ->
                ControlAnswer.notFound(path + ": is no path of the control port; allowed: GET /made, GET /lines,"
                        + " GET /health, POST /lines/{id}/stop|start|crash, GET and PATCH /lines/{id}/behaviour, GET /proxies,"
                        + " POST /proxies/{name}/reset|heal, GET and PATCH /proxies/{name}/faults");
        };
    }

    private ControlAnswer read(String path, URI uri) {
        return switch (path) {
            case "/made" -> made(query(uri, "jobOrderId"));
            case "/lines" -> ControlAnswer.json(lines());
            default -> ControlAnswer.json(NODES.objectNode().put("status", "up"));
        };
    }

    private ControlAnswer onLine(String id, String verb) {
        Optional<PlantView.LineView> line = line(id);
        Consumer<PlantView.LineView> act = VERBS.get(verb);
        if (line.isEmpty()) {
            return noSuchLine(id);
        }
        if (act == null) {
            return ControlAnswer.notFound(
                    "'" + verb + "': is nothing to do to a line; allowed: stop, start, crash, behaviour");
        }
        act.accept(line.get());
        return ControlAnswer.json(line(line.get()));
    }

    /** GET tells how the switches stand, PATCH sets those in its body, a JSON object. */
    private ControlAnswer behaviour(String method, String path, String id, String body) {
        Optional<PlantView.LineView> line = line(id);
        if (line.isEmpty()) {
            return noSuchLine(id);
        }
        if ("PATCH".equals(method)) {
            try {
                line.get().behave(MAPPER.readValue(body, SWITCHES));
            } catch (IllegalArgumentException e) {
                return ControlAnswer.badRequest("lines." + id + ".behaviour." + e.getMessage());
            } catch (JsonProcessingException e) {
                return ControlAnswer.badRequest(
                        "body: must be a JSON object such as {\"events\":false}, was '" + body + "'");
            }
        } else if (!"GET".equals(method)) {
            return ControlAnswer.notAllowed(path, method, "GET, PATCH");
        }
        return ControlAnswer.json(MAPPER.valueToTree(line.get().behaviour()));
    }

    private Optional<PlantView.LineView> line(String id) {
        return plant.lines().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private ControlAnswer noSuchLine(String id) {
        return ControlAnswer.notFound("line '" + id + "': is not in the plant; allowed: "
                + plant.lines().stream().map(PlantView.LineView::id).collect(Collectors.joining(", ")));
    }

    private ControlAnswer made(Optional<String> jobOrderId) {
        return ControlAnswer.lines(plant.made().stream()
                .filter(line -> jobOrderId.isEmpty() || jobOrderId.get().equals(jobOrderId(line)))
                .map(line -> line + "\n")
                .collect(Collectors.joining()));
    }

    private ArrayNode lines() {
        ArrayNode lines = NODES.arrayNode();
        plant.lines().forEach(line -> lines.add(line(line)));
        return lines;
    }

    private static ObjectNode line(PlantView.LineView line) {
        ObjectNode json = NODES.objectNode()
                .put("id", line.id())
                .put("protocol", line.protocol())
                .put("endpoint", line.endpoint())
                .put("up", line.isUp());
        ArrayNode jobs = json.putArray("jobs");
        for (PlantView.JobView job : line.jobs()) {
            jobs.addObject()
                    .put("jobOrderId", job.jobOrderId())
                    .put("state", job.state())
                    .put("good", job.good())
                    .put("scrap", job.scrap());
        }
        return json;
    }

    private static String jobOrderId(String line) {
        try {
            return MAPPER.readTree(line).path("jobOrderId").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("made ledger: every line must be JSON, was " + line, e);
        }
    }

    private static Optional<String> query(URI uri, String key) {
        @Nullable String query = uri.getRawQuery();
        return Arrays.stream((query == null ? "" : query).split("&"))
                .filter(pair -> pair.startsWith(key + "="))
                .map(pair -> URLDecoder.decode(pair.substring(key.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
