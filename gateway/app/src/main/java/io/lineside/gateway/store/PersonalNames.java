package io.lineside.gateway.store;

import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an item says something about a person, by the names that are kept with it.
 *
 * @param names as {@code WorkItem.personal} has them; {@code *} of an item of which that is not known, and of which every
 *     text counts
 */
record PersonalNames(Set<String> names) {
    /** Stands for every text. */
    private static final String ANY = "*";

    private static final String OF_ITEM = "select personal from work_item where request_id = ? and item = ?";

    static Set<String> read(String column) {
        return Arrays.stream(column.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of the item that a job is for. */
    static PersonalNames of(Session sql, TrackedJob job) throws SQLException {
        return new PersonalNames(
                sql.one(OF_ITEM, row -> read(row.getString(1)), job.request().value(), job.item())
                        .orElse(Set.of(ANY)));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether nobody knows which of its texts are personal. */
    boolean isUnknown() {
        return names.contains(ANY);
    }

    /** Whether an option is, by the name that expressions use, or a part of one. */
    boolean hasOption(String name, boolean isText) {
        return isUnknown() ? isText : names.stream().anyMatch(own -> name.equals(own) || name.startsWith(own + "."));
    }

    /** Whether what the line is told under this id, for this operation, is made of something personal. */
    boolean hasParameter(String operation, String id, boolean isText) {
        return isUnknown() ? isText : names.contains(operation + "#" + id);
    }
}
