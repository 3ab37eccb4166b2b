package io.lineside.simulator;

import io.lineside.simulator.behaviour.Behaviour;

/**
 * How a line is disturbed at the moment; outlasts its restarts.
 *
 * @param answersHeld whether its answers are held back, by a test
 * @param productionHeld whether its jobs stay as they are, by a test
 * @param behaviour how its switches stand
 */
record Disturbance(boolean answersHeld, boolean productionHeld, Behaviour behaviour) {
    Disturbance withAnswersHeld(boolean hold) {
        return new Disturbance(hold, productionHeld, behaviour);
    }

    Disturbance withProductionHeld(boolean hold) {
        return new Disturbance(answersHeld, hold, behaviour);
    }

    Disturbance withBehaviour(Behaviour newBehaviour) {
        return new Disturbance(answersHeld, productionHeld, newBehaviour);
    }
}
