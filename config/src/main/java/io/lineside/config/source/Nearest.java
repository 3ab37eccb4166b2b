package io.lineside.config.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The allowed word closest to what was written, if any is close enough to be worth proposing. Long texts have none. */
    public static Optional<String> of(String written, Collection<String> allowed) {
        int limit = written.length() < 3 ? 0 : Math.max(1, written.length() / 3);
        return allowed.stream()
                .filter(word -> written.length() <= LONGEST && word.length() <= LONGEST)
                .filter(word -> distance(written, word) <= limit)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** {@code  (did you mean 'x'?)} with a leading blank, or nothing. */
    public static String hint(String written, Collection<String> allowed) {
        return of(written, allowed)
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
    }

    // Edits without regard to case; two neighbours swapped count as one, the most common slip at a keyboard.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
