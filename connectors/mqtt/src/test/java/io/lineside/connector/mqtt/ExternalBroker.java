package io.lineside.connector.mqtt;

/** The broker that the system property {@value #PROPERTY} names; the tests neither start nor stop it. */
record ExternalBroker(String uri) implements BrokerRig {
    static final String PROPERTY = "lineside.test.mqtt.broker";

    static ExternalBroker named() {
        return new ExternalBroker(System.getProperty(PROPERTY));
    }

    @Override
    public boolean canRestart() {
        return false;
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("not ours to stop");
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("not ours to start");
    }

    @Override
    public void close() {}
}
