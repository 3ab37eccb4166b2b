package io.lineside.gateway.http.contract;

import io.lineside.gateway.http.contract.Contract.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contract as one page of HTML for people: no script, nothing from elsewhere. Thread-safe. */
public final class ContractPage {
    private static final int DEEPEST = 6;

    private final Contract contract;
    private final StringBuilder html = new StringBuilder(65_536);

    private ContractPage(Contract contract) {
        this.contract = contract;
    }

    /** The page. */
    public static String of(Contract contract) {
        return new ContractPage(contract).render();
    }

    private String render() {
        Map<String, Object> info = Contract.object(contract.root().get("info"));
        html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
                .append(escaped(info.get("title")))
                .append("</title><meta name=\"viewport\" content=\"width=device-width\">")
                .append("<link rel=\"stylesheet\" href=\"openapi.css\"><main><h1>")
                .append(escaped(info.get("title")))
                .append("</h1>");
        text(info.get("description"));
        html.append("<p>For programs: <a href=\"openapi.yaml\">openapi.yaml</a></p><nav><ul>");
        contract.operations().forEach(operation -> html.append("<li><a href=\"#")
                .append(escaped(operation.id()))
                .append("\">")
                .append(title(operation))
                .append("</a> ")
                .append(escaped(operation.node().get("summary")))
                .append("</li>"));
        html.append("</ul></nav>");
        contract.operations().forEach(this::operation);
        return html.append("</main></html>").toString();
    }

    private static String title(Operation operation) {
        return "<code>" + operation.method() + " " + escaped(operation.path()) + "</code>";
    }

    private void operation(Operation operation) {
        html.append("<section id=\"").append(escaped(operation.id())).append("\"><h2>");
        html.append(title(operation)).append("</h2><p><b>");
        html.append(escaped(operation.node().get("summary"))).append("</b></p>");
        text(operation.node().get("description"));
        List<Object> parameters = Contract.list(operation.node().get("parameters"));
        if (!parameters.isEmpty()) {
            html.append("<h3>Parameters</h3><dl>");
            parameters.forEach(parameter -> parameter(contract.resolved(parameter)));
            html.append("</dl>");
        }
        Map<String, Object> body = contract.resolved(operation.node().get("requestBody"));
        if (!body.isEmpty()) {
            html.append("<h3>Body</h3>");
            text(body.get("description"));
            content(body);
        }
        html.append("<h3>Answers</h3>");
        Contract.object(operation.node().get("responses")).forEach((status, answer) -> {
            Map<String, Object> node = contract.resolved(answer);
            html.append("<h4>").append(escaped(status)).append("</h4>");
            text(node.get("description"));
            if (status.startsWith("2")) {
                content(node);
            }
        });
        html.append("</section>");
    }

    private void parameter(Map<String, Object> parameter) {
        html.append("<dt><code>").append(escaped(parameter.get("name"))).append("</code> <i>");
        html.append(escaped(parameter.get("in"))).append("</i>");
        if (Boolean.TRUE.equals(parameter.get("required"))) {
            html.append(" required");
        }
        html.append("</dt><dd>");
        text(parameter.get("description"));
        html.append("</dd>");
    }

    private void content(Map<String, Object> node) {
        Contract.object(node.get("content")).forEach((type, media) -> {
            html.append("<p><i>").append(escaped(type)).append("</i></p>");
            schema(Contract.object(media).get("schema"), 0);
        });
    }

    private void schema(@Nullable Object part, int depth) {
        Map<String, Object> schema = contract.resolved(part);
        Map<String, Object> properties = Contract.object(schema.get("properties"));
        if (depth > DEEPEST) {
            return;
        }
        if (properties.isEmpty()) {
            if (schema.containsKey("items")) {
                schema(schema.get("items"), depth + 1);
            }
            return;
        }
        List<Object> required = Contract.list(schema.get("required"));
        html.append("<dl>");
        properties.forEach((name, value) -> {
            Map<String, Object> property = contract.resolved(value);
            html.append("<dt><code>").append(escaped(name)).append("</code> <i>");
            html.append(escaped(typeOf(property))).append("</i>");
            html.append(required.contains(name) ? "</dt><dd>" : " optional</dt><dd>");
            text(property.get("description"));
            schema(property, depth + 1);
            html.append("</dd>");
        });
        html.append("</dl>");
    }

    private static Object typeOf(Map<String, Object> schema) {
        List<Object> words = Contract.list(schema.get("enum"));
        return words.isEmpty() ? schema.getOrDefault("type", "any") : words;
    }

    private void text(@Nullable Object text) {
        if (text == null) {
            return;
        }
        for (String paragraph : String.valueOf(text).strip().split("\n\n", -1)) {
            html.append("<p>").append(escaped(paragraph)).append("</p>");
        }
    }

    private static String escaped(@Nullable Object text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
