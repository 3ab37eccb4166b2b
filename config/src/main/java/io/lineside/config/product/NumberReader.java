package io.lineside.config.product;

import io.lineside.config.product.OptionConfig.Bounds;
import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads the options that are numbers. Confined to the loading thread. */
final class NumberReader {
    private static final long LOWEST = Long.MIN_VALUE;
    private static final long HIGHEST = Long.MAX_VALUE;

    private NumberReader() {}

    static Optional<OptionConfig> whole(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Long> min = block.required("min").scalar().whole(LOWEST, HIGHEST);
        Optional<Long> max = block.required("max").scalar().whole(min.orElse(LOWEST), HIGHEST);
        Optional<Long> step = block.optional("step").scalar().whole(1, HIGHEST);
        Optional<Long> preset = block.optional("default").scalar().whole(min.orElse(LOWEST), max.orElse(HIGHEST));
        step.ifPresent(found -> {
            multiple(block.optional("min"), min.map(BigDecimal::valueOf), BigDecimal.valueOf(found));
            multiple(block.optional("max"), max.map(BigDecimal::valueOf), BigDecimal.valueOf(found));
            multiple(block.optional("default"), preset.map(BigDecimal::valueOf), BigDecimal.valueOf(found));
        });
        return block.make(() -> new OptionConfig.Whole(
                traits.orElseThrow(),
                min.orElseThrow(),
                max.orElseThrow(),
                step.orElse(1L),
                preset.map(Object.class::cast)));
    }

    static Optional<OptionConfig> decimal(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Bounds> bounds = bounds(block);
        Optional<Object> preset = preset(block, bounds);
        return block.make(() -> new OptionConfig.Decimal(traits.orElseThrow(), bounds.orElseThrow(), preset));
    }

    static Optional<OptionConfig> dimension(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<MeasureUnit> unit = block.required("unit").word(MeasureUnit.values(), MeasureUnit::name);
        Optional<Bounds> bounds = bounds(block);
        Optional<Object> preset = preset(block, bounds);
        return block.make(() ->
                new OptionConfig.Dimension(traits.orElseThrow(), bounds.orElseThrow(), unit.orElseThrow(), preset));
    }

    private static Optional<Bounds> bounds(Block block) {
        Optional<BigDecimal> min = block.required("min").scalar().exact();
        Optional<BigDecimal> max = block.required("max").scalar().exact();
        Optional<BigDecimal> step = block.optional("step").scalar().exact();
        if (step.filter(found -> found.signum() <= 0).isPresent()) {
            block.optional("step")
                    .fault("must be greater than 0, was " + step.get().toPlainString());
            return Optional.empty();
        }
        step.ifPresent(found -> {
            multiple(block.optional("min"), min, found);
            multiple(block.optional("max"), max, found);
        });
        if (min.isEmpty() || max.isEmpty()) {
            return Optional.empty();
        }
        if (min.get().compareTo(max.get()) > 0) {
            block.optional("max")
                    .fault("must be a number from " + min.get().toPlainString() + ", was "
                            + max.get().toPlainString());
            return Optional.empty();
        }
        return Optional.of(new Bounds(min.get(), max.get(), step));
    }

    private static Optional<Object> preset(Block block, Optional<Bounds> bounds) {
        Optional<BigDecimal> preset = block.optional("default").scalar().exact();
        if (preset.isPresent() && bounds.isPresent()) {
            BigDecimal value = preset.get();
            if (!bounds.get().hold(value) || !bounds.get().fit(value)) {
                block.optional("default").fault("must be a number " + bounds.get() + ", was " + value.toPlainString());
            }
        }
        return preset.map(Object.class::cast);
    }

    // JSON Schema counts multiples from 0, so ours must do so too.
    private static void multiple(Value value, Optional<BigDecimal> number, BigDecimal step) {
        number.filter(found -> found.remainder(step).signum() != 0)
                .ifPresent(found -> value.fault(
                        "must be a multiple of step " + step.toPlainString() + ", was " + found.toPlainString()));
    }
}
