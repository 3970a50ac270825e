package org.icecoat.factory.deploy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.store.AcceptanceStore;
import org.icecoat.factory.store.AcceptanceStore.Acceptance;
import org.icecoat.factory.store.AcceptanceStore.TokenUse;
import org.icecoat.factory.vm.Drive;
import org.icecoat.factory.vm.Life;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Origin;
import org.icecoat.factory.vm.Placed;
import org.icecoat.factory.vm.Terms;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.icecoat.service.access.Caller;

/** Accepts requests for VMs. An accepted request is in the database; the pipeline does the rest. */
public final class Deployments {
  private final Access access;
  private final Matchmaker matchmaker;
  private final ImageCatalogue catalogue;
  private final AcceptanceStore acceptances;
  private final WishRules rules;
  private final Arrival arrival;

  /**
   * What happens around an acceptance.
   *
   * @param newId gives the ids of new VMs
   * @param accepted is told of each new VM, so that work on it begins at once
   */
  public record Arrival(InstantSource clock, Supplier<VmId> newId, Consumer<VmId> accepted) {}

  public Deployments(
      Access access,
      Matchmaker matchmaker,
      ImageCatalogue catalogue,
      AcceptanceStore acceptances,
      WishRules rules,
      Arrival arrival) {
    this.access = access;
    this.matchmaker = matchmaker;
    this.catalogue = catalogue;
    this.acceptances = acceptances;
    this.rules = rules;
    this.arrival = arrival;
  }

  /**
   * Accepts a request: the same one under the same token gives the same VM.
   *
   * @throws FactoryException INVALID_REQUEST, POLICY_UNKNOWN, NOT_ATTESTED, NOT_AUTHORIZED,
   *     NOTHING_FITS, QUOTA_EXCEEDED, TOKEN_CONFLICT, STORE_UNAVAILABLE
   */
  public Vm deploy(
      Caller caller, ClientToken token, VmWish wish, Optional<ApplicationArchive> application) {
    Grant grant = access.requireDeploy(caller);
    TokenUse use = new TokenUse(caller.dn(), token, WishDigest.of(wish));
    Optional<Acceptance> earlier = acceptances.earlier(use);
    if (earlier.isPresent()) {
      return result(earlier.get());
    }
    try {
      return accepted(caller, grant, use, wish, application);
    } catch (FactoryException e) {
      return sentTwice(use).orElseThrow(() -> e);
    }
  }

  /**
   * The same request may have been accepted while this one was looked at, and what is refused now
   * may be what it has taken.
   */
  private Optional<Vm> sentTwice(TokenUse use) {
    return acceptances.earlier(use).map(Deployments::result);
  }

  private Vm accepted(
      Caller caller,
      Grant grant,
      TokenUse use,
      VmWish wish,
      Optional<ApplicationArchive> application) {
    Instant now = Moments.micros(arrival.clock());
    WishRules.Filled filled = rules.fill(wish, grant, now);
    Optional<BootableImage> image = chosenImage(wish, filled);
    Vm vm = newVm(caller, wish, filled, image, now);
    VmUpdate update =
        VmUpdate.told(vm, now, "accepted", "The request is written down; its deployment begins.");
    Acceptance acceptance = acceptances.accept(use, update, application, grant.quota());
    if (acceptance instanceof Acceptance.New) {
      arrival.accepted().accept(vm.id());
    }
    return result(acceptance);
  }

  /** The same without deploying: what would be refused does not fit, for the same reason. */
  public MatchResult match(Caller caller, VmWish wish) {
    Grant grant = access.requireDeploy(caller);
    Instant now = Moments.micros(arrival.clock());
    WishRules.Filled filled = rules.fill(wish, grant, now);
    MatchResult found = matchmaker.match(wish.request(), filled.resources(), List.of());
    boolean at = wish.request().time() instanceof DeploymentTime.Now;
    MatchResult match = at && found.fits() ? bootable(found, found.chosen().get()) : found;
    Vm vm = newVm(caller, wish, filled, Optional.empty(), now);
    return told(
        () -> acceptances.requireWithin(caller.dn(), vm.demand(), grant.quota()),
        match,
        match::refusingNodes);
  }

  private MatchResult bootable(MatchResult match, ImageHit chosen) {
    return told(
        () -> catalogue.bootable(chosen.manifest()), match, why -> match.refusing(chosen, why));
  }

  private static MatchResult told(
      Runnable check, MatchResult match, Function<FactoryException, MatchResult> refused) {
    try {
      check.run();
      return match;
    } catch (FactoryException e) {
      if (e.fault().isPassing()) {
        throw e;
      }
      return refused.apply(e);
    }
  }

  /** For a request that is to be deployed now, something must fit; for a later one, an image. */
  private Optional<BootableImage> chosenImage(VmWish wish, WishRules.Filled filled) {
    MatchResult match = matchmaker.match(wish.request(), filled.resources(), List.of());
    boolean now = wish.request().time() instanceof DeploymentTime.Now;
    if (match.chosen().isEmpty() || (now && !match.fits())) {
      throw nothingFits(match);
    }
    return now
        ? Optional.of(catalogue.bootable(match.chosen().get().manifest()))
        : Optional.empty();
  }

  static FactoryException nothingFits(MatchResult match) {
    String what = match.chosen().isEmpty() ? "No image" : "No node";
    return new FactoryException(
        FactoryFault.NOTHING_FITS,
        what + " fits the request; change it by the reasons given, or ask for a later deployment.",
        new FaultDetail.Reasons(match.imageReasons(), match.nodes().reasons()));
  }

  private Vm newVm(
      Caller caller,
      VmWish wish,
      WishRules.Filled filled,
      Optional<BootableImage> image,
      Instant now) {
    VmId id = arrival.newId().get();
    VmName name = wish.name().orElseGet(() -> new VmName(id.handle()));
    Placed nowhere = Placed.nowhere();
    return new Vm(
        id,
        0,
        new Origin(new Owner(caller.dn(), caller.vos()), wish.request(), now),
        terms(name, wish.request(), filled),
        Life.begun(now),
        image.map(nowhere::withImage).orElse(nowhere),
        Optional.empty(),
        Drive.fresh(0));
  }

  /** A VM that waits for its deployment does not use up its lease. */
  private static Terms terms(VmName name, VmRequest request, WishRules.Filled filled) {
    boolean begun = request.time() instanceof DeploymentTime.Now;
    return new Terms(name, filled.resources(), filled.lease(), filled.leaseEnd(), false, begun);
  }

  private static Vm result(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.New made) {
      return made.vm();
    }
    if (acceptance instanceof Acceptance.Same same) {
      return same.vm();
    }
    throw new FactoryException(
        FactoryFault.TOKEN_CONFLICT,
        "This token was used before with another request; choose a new token.");
  }
}
