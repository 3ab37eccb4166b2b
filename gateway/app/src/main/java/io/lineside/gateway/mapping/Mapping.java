package io.lineside.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.door.MappingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** One jq program, which makes one order of one foreign document. Thread-safe. */
final class Mapping {
    private static final int LARGEST = 16_000_000;
    private static final int MOST_RESULTS = 2;
    private static final int SHOWN = 200;

    private final String name;
    private final JsonQuery query;
    private final Scope functions;

    Mapping(MappingConfig config, JsonQuery query, Scope functions) {
        this.name = config.name();
        this.query = query;
        this.functions = functions;
    }

    /** Runs on the caller's thread, for as long as its fuel lasts. */
    MappingResult apply(JsonNode foreign) {
        List<JsonNode> results = new ArrayList<>();
        try {
            Fuel.fill();
            query.apply(Scope.newChildScope(functions), foreign, result -> {
                results.add(result);
                if (results.size() >= MOST_RESULTS) {
                    throw new Fuel.EmptyException();
                }
            });
        } catch (JsonQueryException e) {
            return refused("mapping-failed", "the mapping " + name + " could not read the document: " + said(e));
        } catch (Fuel.EmptyException | StackOverflowError e) {
            if (results.size() < MOST_RESULTS) {
                return tooLong();
            }
        }
        if (results.size() != 1) {
            return refused(
                    "mapping-result",
                    "the mapping " + name + " must make one order of a document, made "
                            + (results.isEmpty() ? "none" : "several"));
        }
        return checked(results.get(0));
    }

    private MappingResult checked(JsonNode result) {
        if (!result.isObject()) {
            return refused(
                    "mapping-result",
                    "the mapping " + name + " must make an object of a document, made "
                            + result.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        String order = result.toString();
        return order.length() > LARGEST ? tooLong() : new MappingResult.Made(order);
    }

    /** It takes longer than any order would. */
    MappingResult tooLong() {
        return refused("mapping-endless", "the mapping " + name + " took too long over the document and was ended");
    }

    private static MappingResult refused(String code, String detail) {
        return new MappingResult.Failed(code, detail);
    }

    private static String said(JsonQueryException failure) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return message.length() > SHOWN ? message.substring(0, SHOWN) + "…" : message;
    }
}
