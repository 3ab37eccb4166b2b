package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.source.Nearest;
import io.lineside.gateway.product.Alternative.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what can be made instead of what can not, by fewest changed options. Every change it tries is to an option that
 * the first fault is about, since one of those must change; every alternative it offers was checked itself. Confined to
 * one thread.
 */
public final class AlternativeSearch {
    private static final int MOST_CHANGES = 4;
    private static final int MOST_OFFERED = 5;

    private final CompiledProduct product;
    private final Predicate<Configured> makeable;
    private final Budget budget;

    /**
     * How long to search.
     *
     * @param checks most configurations that are checked
     * @param nanos longest time, once 200 were checked
     * @param clock a clock of nanoseconds
     */
    public record Budget(int checks, long nanos, LongSupplier clock) {
        // Enough for what a person would try, however slow the machine is at this moment.
        private static final int LEAST = 200;

        boolean isSpent(int checked, long deadline) {
            return checked >= checks || (checked >= LEAST && clock.getAsLong() - deadline > 0);
        }
    }

    /**
     * What was found.
     *
     * @param alternatives at most five, none with more changes than needed
     * @param complete whether everything with as few changes was looked at; otherwise there may be others
     * @param checked how many configurations were checked
     */
    public record Found(List<Alternative> alternatives, boolean complete, int checked) {
        /** Copies the list. */
        public Found {
            alternatives = List.copyOf(alternatives);
        }
    }

    private record Key(String block, String name) {}

    private record State(Map<Key, @Nullable Object> values, Set<Key> changed) {}

    private record Edit(Map<Key, Optional<Object>> values) {}

    /**
     * A search among the variants of one product.
     *
     * @param makeable whether there are lines for what the product's own checks take
     */
    public AlternativeSearch(CompiledProduct product, Predicate<Configured> makeable, Budget budget) {
        this.product = product;
        this.makeable = makeable;
        this.budget = budget;
    }

    /** Looks for alternatives to a choice that can not be made as it stands; empty where nothing is wrong with it. */
    public Optional<Found> search(Ordered ordered) {
        var start = new State(flat(ordered), Set.of());
        return faults(start).isEmpty() ? Optional.empty() : Optional.of(search(start));
    }

    private Found search(State start) {
        long deadline = budget.clock().getAsLong() + budget.nanos();
        List<State> level = List.of(start);
        Set<Map<Key, @Nullable Object>> seen = new HashSet<>(Set.of(start.values()));
        int checked = 0;
        for (int changes = 0; changes < MOST_CHANGES; changes++) {
            var next = new ArrayList<State>();
            var found = new ArrayList<Alternative>();
            for (State state : level) {
                for (State neighbour : neighbours(state)) {
                    if (budget.isSpent(checked, deadline)) {
                        return new Found(found, false, checked);
                    }
                    if (seen.add(neighbour.values())) {
                        checked++;
                        if (faults(neighbour).isEmpty()) {
                            found.add(alternative(start, neighbour));
                        } else {
                            next.add(neighbour);
                        }
                    }
                }
            }
            if (!found.isEmpty()) {
                return new Found(found.subList(0, Math.min(found.size(), MOST_OFFERED)), true, checked);
            }
            level = next;
        }
        return new Found(List.of(), false, checked);
    }

    private List<State> neighbours(State state) {
        List<OptionFault> faults = faults(state);
        var neighbours = new ArrayList<State>();
        for (Key key : keys(faults.get(0))) {
            if (!state.changed().contains(key)) {
                for (Edit edit : edits(state, key)) {
                    neighbours.add(apply(state, edit));
                }
            }
        }
        return neighbours;
    }

    private List<OptionFault> faults(State state) {
        Configuration result = product.configure(ordered(state.values()));
        if (result instanceof Configuration.Refused refused) {
            return refused.faults();
        }
        // No line for it: any option may be what needs another one.
        return makeable.test((Configured) result)
                ? List.of()
                : List.of(new OptionFault(OptionFault.OPTIONS, "", "no-capable-line", "", "", ""));
    }

    private Set<Key> keys(OptionFault fault) {
        if (!fault.name().isEmpty()) {
            return Set.of(new Key(fault.block(), fault.name()));
        }
        Set<String> names = fault.about().isEmpty() ? product.names().keySet() : fault.about();
        Set<Key> keys = new LinkedHashSet<>();
        product.names().keySet().stream()
                .filter(names::contains)
                .map(AlternativeSearch::key)
                .forEach(keys::add);
        return keys;
    }

    private static Key key(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? new Key(OptionFault.OPTIONS, name) : new Key(name.substring(0, dot), name.substring(dot + 1));
    }

    private Map<String, OptionConfig> block(String block) {
        return switch (block) {
            case OptionFault.PACKAGING -> product.config().packaging();
            case OptionFault.DELIVERY -> product.config().delivery();
            case OptionFault.SERVICE -> product.config().service();
            default -> product.config().options();
        };
    }

    private List<Edit> edits(State state, Key key) {
        Map<String, OptionConfig> options = block(key.block());
        OptionConfig option = options.get(key.name());
        if (option != null) {
            return Candidates.of(option, state.values().get(key)).stream()
                    .map(value -> new Edit(Map.of(key, value)))
                    .toList();
        }
        var edits = new ArrayList<Edit>();
        Object misplaced = state.values().get(key);
        Nearest.of(key.name(), options.keySet())
                .map(name -> new Key(key.block(), name))
                .filter(meant -> misplaced != null && !state.values().containsKey(meant))
                .ifPresent(meant ->
                        edits.add(new Edit(Map.of(key, Optional.empty(), meant, Optional.ofNullable(misplaced)))));
        edits.add(new Edit(Map.of(key, Optional.empty())));
        return edits;
    }

    private static State apply(State state, Edit edit) {
        Map<Key, @Nullable Object> values = new LinkedHashMap<>(state.values());
        edit.values()
                .forEach((key, value) ->
                        value.ifPresentOrElse(found -> values.put(key, found), () -> values.remove(key)));
        Set<Key> changed = new HashSet<>(state.changed());
        changed.addAll(edit.values().keySet());
        return new State(values, changed);
    }

    private static Alternative alternative(State from, State to) {
        var changes = new ArrayList<Change>();
        Set<Key> keys = new LinkedHashSet<>(from.values().keySet());
        keys.addAll(to.values().keySet());
        for (Key key : keys) {
            Optional<Object> was = Optional.ofNullable(from.values().get(key));
            Optional<Object> becomes = Optional.ofNullable(to.values().get(key));
            if (!was.equals(becomes) || to.changed().contains(key)) {
                changes.add(new Change(key.block(), key.name(), was, becomes));
            }
        }
        return new Alternative(ordered(to.values()), changes);
    }

    private static Map<Key, @Nullable Object> flat(Ordered ordered) {
        Map<Key, @Nullable Object> values = new LinkedHashMap<>();
        ordered.options().forEach((name, value) -> values.put(new Key(OptionFault.OPTIONS, name), value));
        ordered.packaging().forEach((name, value) -> values.put(new Key(OptionFault.PACKAGING, name), value));
        ordered.delivery().forEach((name, value) -> values.put(new Key(OptionFault.DELIVERY, name), value));
        ordered.service().forEach((name, value) -> values.put(new Key(OptionFault.SERVICE, name), value));
        return values;
    }

    private static Ordered ordered(Map<Key, @Nullable Object> values) {
        return new Ordered(
                named(values, OptionFault.OPTIONS),
                named(values, OptionFault.PACKAGING),
                named(values, OptionFault.DELIVERY),
                named(values, OptionFault.SERVICE));
    }

    private static Map<String, @Nullable Object> named(Map<Key, @Nullable Object> values, String block) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.block().equals(block)) {
                named.put(key.name(), value);
            }
        });
        return named;
    }
}
