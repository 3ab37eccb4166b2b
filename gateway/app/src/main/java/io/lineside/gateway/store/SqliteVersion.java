package io.lineside.gateway.store;

import java.util.Comparator;

/** A version of the SQLite library, such as 3.51.3. */
record SqliteVersion(int major, int minor, int patch) implements Comparable<SqliteVersion> {

    private static final Comparator<SqliteVersion> OLDEST_FIRST = Comparator.comparingInt(SqliteVersion::major)
            .thenComparingInt(SqliteVersion::minor)
            .thenComparingInt(SqliteVersion::patch);

    static SqliteVersion parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length < 3) {
            throw new StoreException("SQLite version must have three numbers, was '" + text + "'");
        }
        return new SqliteVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(SqliteVersion other) {
        return OLDEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
