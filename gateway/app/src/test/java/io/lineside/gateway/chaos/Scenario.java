package io.lineside.gateway.chaos;

/**
 * One row of the fault matrix.
 *
 * @param row its number in the matrix
 * @param fault what is done, in words
 * @param layout the plant it is done to
 * @param disturbance sends orders and does it; everything is whole again at its end
 */
record Scenario(String row, String fault, Layout layout, Disturbance disturbance) {
    static Scenario of(String row, String fault, Disturbance disturbance) {
        return new Scenario(row, fault, Layout.TOGETHER, disturbance);
    }

    static Scenario of(String row, String fault, Layout layout, Disturbance disturbance) {
        return new Scenario(row, fault, layout, disturbance);
    }

    /** What happens to a site. */
    interface Disturbance {
        void to(World world);
    }
}
