package io.lineside.model.work;

/**
 * The pieces of a job of which its line said by name what became of them. A piece that was scrapped stays so.
 *
 * @param good made as told
 * @param scrap thrown away; none of them is among the good
 */
public record NamedUnits(Units good, Units scrap) {
    /** A line that only counts. */
    public static final NamedUnits NONE = new NamedUnits(Units.NONE, Units.NONE);

    /** With more of them; what was said of a piece as scrap is not taken back. */
    public NamedUnits with(NamedUnits more) {
        Units scrapped = scrap.plus(more.scrap);
        return new NamedUnits(good.plus(more.good).minus(scrapped), scrapped);
    }

    /** Whether no piece was named. */
    public boolean isEmpty() {
        return good.ranges().isEmpty() && scrap.ranges().isEmpty();
    }
}
