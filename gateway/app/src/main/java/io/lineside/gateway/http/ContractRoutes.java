package io.lineside.gateway.http;

import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.ContractPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The contract itself, for programs and for people. Confined to Vert.x event loops. */
final class ContractRoutes {
    private final Buffer yaml;
    private final Buffer page;
    private final Buffer style = Pages.file("contract/contract.css");

    ContractRoutes(Contract contract) {
        yaml = Buffer.buffer(contract.text());
        page = Buffer.buffer(ContractPage.of(contract));
    }

    void bindTo(ContractRouter router) {
        router.bind("readContract", this::yaml)
                .bind("readContractPage", context -> Pages.send(context, "text/html; charset=utf-8", page))
                .bind("readContractStyle", context -> Pages.send(context, "text/css; charset=utf-8", style));
    }

    private void yaml(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/yaml")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-cache")
                .end(yaml);
    }
}
