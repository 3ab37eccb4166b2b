package io.lineside.gateway.cli;

import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.Feasibility;
import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.FeasibilityResult.ItemAlternatives;
import io.lineside.gateway.intake.FeasibilityResult.Judged;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.plan.PlanOutcome;
import io.lineside.gateway.product.Alternative;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.model.TenantId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what would become of an order, or why nothing would. Confined to one thread. */
final class OrderPlan {
    private final Feasibility feasibility;
    private final PrintWriter out;

    OrderPlan(SiteCheck.Ready ready, PrintWriter out) {
        Clock clock = Clock.systemUTC();
        this.feasibility = Feasibility.of(ready.edition(new OrderIds(clock), clock));
        this.out = out;
    }

    /** Whether the order can be made. */
    boolean print(String name, String body) {
        var call = new IntakeCall(new TenantId("default"), Optional.empty(), body);
        FeasibilityResult result = feasibility.judge(call);
        if (result instanceof FeasibilityResult.Unreadable unreadable) {
            out.println(name + ": is not JSON: " + unreadable.detail());
            return false;
        }
        var judged = (Judged) result;
        Optional<PlanOutcome.Planned> plan = feasibility.plan(call);
        out.println(name + (judged.feasible() ? ": can be made" : ": can not be made"));
        judged.causes().forEach(cause -> out.println("  " + line(cause)));
        judged.alternatives().forEach(this::print);
        judged.warnings().forEach(cause -> out.println("  warning: " + line(cause)));
        plan.ifPresent(this::print);
        return plan.isPresent();
    }

    private static String line(Cause cause) {
        return cause.pointer() + ": " + cause.detail() + ", was " + cause.was()
                + (cause.allowed().isEmpty() ? "" : "; allowed: " + cause.allowed());
    }

    private void print(ItemAlternatives item) {
        for (Alternative alternative : item.alternatives()) {
            out.println("  instead, item " + (item.index() + 1) + ": "
                    + alternative.changes().stream().map(OrderPlan::line).collect(Collectors.joining(", ")));
        }
    }

    private static String line(Alternative.Change change) {
        String name = change.block().equals("options") ? change.name() : change.block() + "." + change.name();
        return change.becomes().map(value -> name + " " + value).orElse("no " + name);
    }

    private void print(PlanOutcome.Planned plan) {
        out.println("  made in "
                + Duration.between(plan.request().acceptedAt(), plan.finish()).truncatedTo(ChronoUnit.SECONDS)
                + " on lines that have nothing else to do");
        for (WorkItem item : plan.request().items()) {
            out.println("  item " + item.number() + ": " + item.quantity() + " x " + item.product() + "@"
                    + item.productVersion() + " (" + values(item) + ")");
            plan.jobs().stream().filter(job -> job.item() == item.number()).forEach(this::print);
        }
    }

    private static String values(WorkItem item) {
        return Stream.concat(
                        item.options().entrySet().stream(),
                        item.packaging().entrySet().stream()
                                .map(entry -> Map.entry("packaging." + entry.getKey(), entry.getValue())))
                .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void print(PlannedJob job) {
        out.printf(
                "    %-10s on %-12s %-14s pieces %s%n",
                job.operation(),
                job.line(),
                job.order().workMasterId(),
                job.batch().units());
        out.println("      because  " + job.why());
        String parameters = job.order().parameters().stream()
                .filter(parameter -> !parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER))
                .map(OrderPlan::line)
                .collect(Collectors.joining(", "));
        String materials = job.order().materials().stream()
                .filter(material -> material.use() == MaterialUse.CONSUMED)
                .map(OrderPlan::line)
                .collect(Collectors.joining(", "));
        if (!parameters.isEmpty()) {
            out.println("      sends    " + parameters);
        }
        if (!materials.isEmpty()) {
            out.println("      consumes " + materials);
        }
    }

    private static String line(JobParameter parameter) {
        return parameter.id() + " " + shown(parameter.value())
                + Optional.ofNullable(parameter.engineeringUnits())
                        .map(unit -> " " + unit)
                        .orElse("");
    }

    private static String line(Material material) {
        BigDecimal quantity = material.quantity();
        return (quantity == null ? "" : quantity.toPlainString() + " ")
                + (material.engineeringUnits() == null ? "" : material.engineeringUnits() + " ")
                + material.definitionId();
    }

    private static String shown(ParameterValue value) {
        return value instanceof ParameterValue.Text text ? '"' + text.value() + '"' : String.valueOf(value.plain());
    }
}
