package io.lineside.gateway.http;

import io.lineside.gateway.notify.KnownRevisions;
import io.lineside.gateway.store.RequestView;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * {@code /v1/orders/{id}}: how an order stands, at once or when it has changed. Who asks again with the tag of what he has
 * costs no look into the store as long as nothing has changed. Confined to Vert.x event loops.
 */
final class OrderStatus {
    private final Store store;
    private final LongPoll longPoll;
    private final KnownRevisions revisions;

    OrderStatus(Store store, LongPoll longPoll, KnownRevisions revisions) {
        this.store = store;
        this.longPoll = longPoll;
        this.revisions = revisions;
    }

    void bindTo(ContractRouter router) {
        router.bind("readOrder", this::read);
    }

    private void read(RoutingContext context) {
        String id = context.pathParam("id");
        if (!OrderRoutes.ORDER_ID.matcher(id).matches()) {
            OrderRoutes.notFound(context, id);
            return;
        }
        var asked = new Asked(
                Caller.of(context).tenant(),
                new WorkRequestId(id),
                EntityTags.read(context.request().headers().getAll("If-None-Match")));
        OptionalInt wait = Preference.wait(context.request().headers().getAll("Prefer"));
        // Waiting needs to know for what: with no tag, or with *, anything that is there is the answer.
        if (wait.isPresent() && !asked.known().any() && !asked.known().tags().isEmpty()) {
            context.response().putHeader("Preference-Applied", "wait=" + wait.getAsInt());
            longPoll.whenChanged(
                    new LongPoll.Question(
                            asked.order(),
                            wait.getAsInt(),
                            () -> known(asked).isPresent(),
                            () -> isUnchanged(context, asked),
                            () -> find(asked),
                            view -> !asked.known().match(etag(view.revision()))),
                    context,
                    found -> show(context, asked, found));
            return;
        }
        if (!isUnchanged(context, asked)) {
            OrderRoutes.respond(context, find(asked), found -> show(context, asked, found));
        }
    }

    /** Answers that there is no news if that is known without looking, and says whether it did. */
    private boolean isUnchanged(RoutingContext context, Asked asked) {
        Optional<String> etag = known(asked);
        etag.ifPresent(tag -> unchanged(context, tag));
        return etag.isPresent();
    }

    /**
     * What a platform wants to know.
     *
     * @param known what it has already
     */
    private record Asked(TenantId tenant, WorkRequestId order, EntityTags known) {}

    /** The tag that the platform has and that the order still has, as far as that is known without looking. */
    private Optional<String> known(Asked asked) {
        OptionalLong revision = revisions.of(asked.tenant(), asked.order());
        return revision.isPresent()
                ? Optional.of(etag(revision.getAsLong())).filter(asked.known()::match)
                : Optional.empty();
    }

    private CompletionStage<Optional<RequestView>> find(Asked asked) {
        KnownRevisions.Read read = revisions.begin(asked.tenant(), asked.order());
        return store.find(asked.tenant(), asked.order()).thenApply(found -> {
            found.ifPresent(view -> read.found(view.revision()));
            return found;
        });
    }

    private static void show(RoutingContext context, Asked asked, Optional<RequestView> found) {
        if (found.isEmpty()) {
            OrderRoutes.notFound(context, asked.order().value());
            return;
        }
        String etag = etag(found.get().revision());
        if (asked.known().match(etag)) {
            unchanged(context, etag);
            return;
        }
        context.response()
                .putHeader("ETag", etag)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", "application/json")
                .end(OrderJson.order(found.get()).toBuffer());
    }

    private static void unchanged(RoutingContext context, String etag) {
        context.response()
                .putHeader("ETag", etag)
                .putHeader("Cache-Control", "no-store")
                .setStatusCode(304)
                .end();
    }

    private static String etag(long revision) {
        return "\"" + revision + "\"";
    }
}
