package io.lineside.simulator;

import io.lineside.simulator.control.PlantView;
import io.lineside.simulator.proxy.FaultProxy;
import java.util.List;
import java.util.Map;

/** A running plant behind its control port. */
record ControlledPlant(Simulator simulator) implements PlantView {
    @Override
    public List<String> made() {
        return simulator.ledger().lines();
    }

    @Override
    public List<LineView> lines() {
        return simulator.lines().stream().<LineView>map(ControlledLine::new).toList();
    }

    @Override
    public List<ProxyView> proxies() {
        return simulator.proxies().stream().<ProxyView>map(ControlledProxy::new).toList();
    }

    private record ControlledProxy(FaultProxy proxy) implements ProxyView {
        @Override
        public String name() {
            return proxy.name();
        }

        @Override
        public int port() {
            return proxy.port();
        }

        @Override
        public String target() {
            return proxy.target();
        }

        @Override
        public int connections() {
            return proxy.connections();
        }

        @Override
        public Map<String, Object> faults() {
            return proxy.faults().asMap();
        }

        @Override
        public void set(Map<String, ?> faults) {
            proxy.set(faults);
        }

        @Override
        public void heal() {
            proxy.heal();
        }

        @Override
        public void reset() {
            proxy.reset();
        }
    }

    private record ControlledLine(SimulatedLine line) implements LineView {
        @Override
        public String id() {
            return line.id();
        }

        @Override
        public String protocol() {
            return line.spec().protocol().protocolName();
        }

        @Override
        public String endpoint() {
            return line.endpoint();
        }

        @Override
        public boolean isUp() {
            return line.isUp();
        }

        @Override
        public List<JobView> jobs() {
            return line.jobs().stream()
                    .map(job -> new JobView(job.jobOrderId(), job.state().text(), job.good(), job.scrap()))
                    .toList();
        }

        @Override
        public Map<String, Object> behaviour() {
            return line.behaviour().asMap();
        }

        @Override
        public void behave(Map<String, ?> switches) {
            line.behave(switches);
        }

        @Override
        public void stop() {
            line.stop();
        }

        @Override
        public void start() {
            line.start();
        }

        @Override
        public void crash() {
            line.crash();
        }
    }
}
