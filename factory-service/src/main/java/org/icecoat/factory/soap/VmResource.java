package org.icecoat.factory.soap;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.Factory;
import org.icecoat.factory.drive.Pipeline;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.order.VmFinder;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.order.VmSettings;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.DesiredStateType;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.types.VmmType;
import org.icecoat.wire.vm.HistoryEntryType;
import org.icecoat.wire.vm.ImageReferenceType;
import org.icecoat.wire.vm.TrustType;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.icecoat.wsrf.property.LifetimeProperties;
import org.icecoat.wsrf.property.PropertySet;
import org.icecoat.wsrf.resource.Lifetime;
import org.icecoat.wsrf.resource.ResourceHome;
import org.icecoat.wsrf.resource.ResourceStore;

/** VMs as WS-Resources: found by id, with the properties that the contract lists. */
final class VmResource
    implements ResourceHome<Caller, VmView>,
        ResourceStore<Caller, VmView>,
        Lifetime<Caller, VmView> {
  private static final String NAMESPACE = "http://icecoat.org/2026/11/vm";

  private final VmFinder finder;
  private final VmSettings settings;
  private final VmOrders orders;
  private final TrustKeeper keeper;

  VmResource(Factory factory) {
    this.finder = factory.finder();
    this.settings = factory.vmSettings();
    this.orders = factory.orders();
    this.keeper = factory.trustKeeper();
  }

  /** In the order of the contract. */
  PropertySet<Caller, VmView> properties(Clock clock) {
    PropertySet.Builder<Caller, VmView> set = PropertySet.of(new QName(NAMESPACE, "VmProperties"));
    addIdentity(set);
    addLife(set);
    addLease(set, clock);
    addSize(set);
    addPlace(set);
    addWork(set, clock);
    return set.build();
  }

  private static void addIdentity(PropertySet.Builder<Caller, VmView> set) {
    set.one("Id", String.class, (who, view) -> view.vm().id().toString())
        .one("Handle", String.class, (who, view) -> view.vm().id().handle())
        .one("Name", String.class, (who, v) -> v.vm().terms().name().value(), VmView::named)
        .one("Owner", String.class, (who, view) -> view.vm().origin().owner().dn().toString())
        .one("CreatedAt", Instant.class, (who, view) -> view.vm().origin().createdAt());
  }

  private static void addLife(PropertySet.Builder<Caller, VmView> set) {
    set.one("State", VmStateType.class, (who, view) -> VmWriter.state(view.vm()))
        .one("DesiredState", DesiredStateType.class, (who, view) -> VmWriter.desired(view.vm()))
        .optional(
            "Progress",
            ProgressType.class,
            (who, view) -> Pipeline.progress(view.vm()).map(VmWriter::progress))
        .optional(
            "Failure",
            FailureType.class,
            (who, view) -> view.vm().life().failure().map(VmWriter::failure));
  }

  private static void addLease(PropertySet.Builder<Caller, VmView> set, Clock clock) {
    set.lifetime(new LifetimeProperties<>(clock, view -> Optional.of(view.vm().terms().leaseEnd())))
        .one(
            "Lease",
            LeaseType.class,
            (who, view) -> VmWriter.lease(view.vm().terms().lease()),
            VmView::leased);
  }

  private static void addSize(PropertySet.Builder<Caller, VmView> set) {
    set.one("Cpus", Integer.class, (who, view) -> cpus(view.vm()), VmView::withCpus)
        .one("MemoryMiB", Integer.class, (who, view) -> memory(view.vm()), VmView::withMemory)
        .one(
            "Resources",
            ResourcesType.class,
            (who, view) -> NodeWriter.resources(view.vm().terms().resources()));
  }

  private static void addPlace(PropertySet.Builder<Caller, VmView> set) {
    set.many("Address", String.class, (who, view) -> addresses(view.vm()))
        .optional("Node", String.class, (who, view) -> view.vm().node().map(n -> n.value()))
        .optional(
            "Epoch", Long.class, (who, v) -> v.vm().placed().currentEpoch().map(e -> e.value()))
        .optional("Vmm", VmmType.class, (who, view) -> vmm(view.vm()));
  }

  private void addWork(PropertySet.Builder<Caller, VmView> set, Clock clock) {
    set.optional("Image", ImageReferenceType.class, (who, view) -> VmWriter.image(view.vm()))
        .many("Dataset", String.class, (who, view) -> datasets(view.vm()))
        .optional("Trust", TrustType.class, (who, view) -> trust(view.vm(), Moments.micros(clock)))
        .one(
            "Application",
            ApplicationReportType.class,
            (who, view) -> VmWriter.application(view.vm().application()))
        .many("History", HistoryEntryType.class, (who, view) -> history(view.vm()));
  }

  private static Integer cpus(Vm vm) {
    return vm.terms().resources().cpus().value();
  }

  private static Integer memory(Vm vm) {
    return vm.terms().resources().memory().value();
  }

  private static List<String> addresses(Vm vm) {
    return vm.report().map(VmReport::addresses).orElse(List.of());
  }

  private static Optional<VmmType> vmm(Vm vm) {
    return vm.report().flatMap(VmReport::vmm).map(VmWriter::vmm);
  }

  private static List<String> datasets(Vm vm) {
    return vm.origin().request().datasets().stream().map(name -> name.value()).toList();
  }

  private Optional<TrustType> trust(Vm vm, Instant now) {
    return keeper.view(vm, now).map(trust -> VmTrustWriter.trust(trust, vm.placed().loss(), now));
  }

  private List<HistoryEntryType> history(Vm vm) {
    return finder.history(vm).stream().map(VmWriter::history).toList();
  }

  /** Whatever is wrong with the id, or the caller, the VM is not there. */
  @Override
  public Optional<VmView> find(Caller caller, String id) {
    try {
      return Optional.of(new VmView(finder.find(caller, VmId.parse(id))));
    } catch (IllegalArgumentException | FactoryException e) {
      return Optional.empty();
    }
  }

  @Override
  public void replace(Caller caller, VmView before, VmView after) {
    try {
      settings.set(caller, before.vm().id(), after.settings());
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.INVALID_REQUEST
          ? refused(WsrfCause.INVALID_VALUE, e)
          : refused(WsrfCause.MODIFICATION_FAILED, e);
    }
  }

  /** The specification names the fault, and the factory the error in it. */
  private static WsrfException refused(WsrfCause otherwise, FactoryException e) {
    WsrfCause cause =
        e.fault() == FactoryFault.VM_UNKNOWN
            ? WsrfCause.RESOURCE_UNKNOWN
            : e.fault().isPassing() ? WsrfCause.RESOURCE_UNAVAILABLE : otherwise;
    return new WsrfException(cause, e.fault().name(), e.getMessage(), e);
  }

  @Override
  public void destroy(Caller caller, VmView view) {
    try {
      orders.destroy(caller, view.vm().id());
    } catch (FactoryException e) {
      throw refused(WsrfCause.NOT_DESTROYED, e);
    }
  }

  @Override
  public Optional<Instant> setTerminationTime(Caller caller, VmView view, Optional<Instant> wish) {
    Instant end =
        wish.orElseThrow(
            () ->
                new WsrfException(
                    WsrfCause.TERMINATION_TIME_REJECTED,
                    "Every VM has an end here; give a time within the longest lease."));
    try {
      Vm set = settings.set(caller, view.vm().id(), Settings.ofLeaseEnd(end));
      return Optional.of(set.terms().leaseEnd());
    } catch (FactoryException e) {
      throw refused(WsrfCause.TERMINATION_TIME_REJECTED, e);
    }
  }
}
