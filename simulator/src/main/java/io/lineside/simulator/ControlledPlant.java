package io.lineside.simulator;

import io.lineside.simulator.control.PlantView;
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
