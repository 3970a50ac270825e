package org.icecoat.console.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.remote.Remote;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.storeadministration.StoreAdministration;

/**
 * Asks the factory and the image store, each of which judges nodes by its own policies. What one of
 * them refuses does not keep the other from answering.
 */
final class PolicyPlaces {
  private final Session session;
  private final Place place;
  private final List<PolicyInForce> policies = new ArrayList<>();
  private final List<Reason> failures = new ArrayList<>();
  private ConsoleException first;

  /**
   * @param place null: the factory, and the store if its URL is configured
   */
  PolicyPlaces(Session session, Place place) {
    this.session = session;
    this.place = place;
  }

  /** What came of it: what is in force where, and where it failed. */
  record Answer(List<PolicyInForce> policies, List<Reason> failures) {}

  /** A call of a stub. */
  @FunctionalInterface
  interface Question<S> {
    PoliciesResponseType of(S stub) throws Exception;
  }

  /** Asks; {@link #requireAll} says afterwards whether all answered. */
  Answer ask(Question<Administration> factory, Question<StoreAdministration> store) {
    if (place != Place.store) {
      ask(Place.factory, () -> factory.of(session.services().administration()));
    }
    if (place == null ? session.settings().knowsStore() : place != Place.factory) {
      ask(Place.store, () -> store.of(session.services().storeAdministration()));
    }
    return new Answer(policies, failures);
  }

  private void ask(Place where, Callable<PoliciesResponseType> call) {
    try {
      policies.addAll(PolicyInForce.of(where, Remote.call(call)));
    } catch (ConsoleException e) {
      if (place == null && where == Place.store && e.getCause() instanceof WrongStateFault) {
        session.output().remark(e.getMessage());
      } else {
        failures.add(new Reason("service", where.name(), e.fault().name(), e.getMessage()));
        first = first == null ? e : first;
      }
    }
  }

  /**
   * Tells what failed, after what did not.
   *
   * @throws ConsoleException as that of the first service that failed
   */
  void requireAll(String what) {
    if (first != null) {
      throw new ConsoleException(first.fault(), what, failures, first);
    }
  }
}
