package io.lineside.gateway.mapping;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * What one run of a program may use up: so many calls of functions and results of them. Each thread has its own.
 */
final class Fuel {
    private static final int TANK = 200_000;
    private static final ThreadLocal<Fuel> OF_THREAD = ThreadLocal.withInitial(Fuel::new);
    /** Functions that say something else each time, or something of the gateway. */
    private static final Set<String> LEFT_OUT = Set.of("now", "env", "debug", "stderr", "input", "inputs", "builtins");

    private int left;

    private Fuel() {}

    /** Fills this thread's tank for a run. */
    static void fill() {
        OF_THREAD.get().left = TANK;
    }

    /** The run has used up its fuel, or was told to end. */
    static final class EmptyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EmptyException() {
            super("out of fuel", null, false, false);
        }
    }

    private static void burn() {
        Fuel fuel = OF_THREAD.get();
        if (--fuel.left < 0 || Thread.currentThread().isInterrupted()) {
            throw new EmptyException();
        }
    }

    /** A scope with every function that programs may call, each of which burns fuel. */
    static Scope scope(Version version) {
        Scope all = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(version, all);
        for (Map.Entry<String, Function> function : new TreeMap<>(all.getLocalFunctions()).entrySet()) {
            // In place, so that functions which are written in jq themselves burn fuel as well.
            all.addFunction(function.getKey(), metered(function.getKey(), function.getValue()));
        }
        return all;
    }

    /** Names of the functions that programs may call. */
    static Set<String> names(Scope scope) {
        return scope.getLocalFunctions().keySet().stream()
                .map(Fuel::name)
                .filter(name -> !LEFT_OUT.contains(name))
                .collect(Collectors.toSet());
    }

    private static Function metered(String signature, Function function) {
        String name = name(signature);
        if (LEFT_OUT.contains(name)) {
            return (scope, arguments, in, path, out, version) -> {
                throw new JsonQueryException("Function " + signature + " does not exist");
            };
        }
        return (scope, arguments, in, path, out, version) -> {
            burn();
            function.apply(
                    scope,
                    arguments,
                    in,
                    path,
                    (value, valuePath) -> {
                        burn();
                        out.emit(value, valuePath);
                    },
                    version);
        };
    }

    private static String name(String signature) {
        int slash = signature.lastIndexOf('/');
        return slash < 0 ? signature : signature.substring(0, slash);
    }
}
