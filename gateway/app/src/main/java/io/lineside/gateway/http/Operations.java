package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.DecisionDesk;
import io.lineside.gateway.dispatch.OverdueWatch;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.reload.Reloader;
import java.time.Clock;

/** What the management port offers to the people at the lines. */
public record Operations(
        DecisionDesk decisions, Storyteller stories, OverdueWatch overdue, Reloader reloader, Clock clock) {}
