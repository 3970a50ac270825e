package org.icecoat.console.testing;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Services;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.vm.TrustedVm;

/** All services in memory, called without a network. */
public final class TestingServices implements Services {
  private final Set<Patience> patiences = EnumSet.noneOf(Patience.class);
  private final PlannedFaults faults = new PlannedFaults();
  private final TestingVms vms = new TestingVms();
  private final TestingImages images = new TestingImages();
  private final TestingFactory factory = new TestingFactory(vms);
  private final TestingNodes nodes = new TestingNodes(vms);
  private final TestingStoreAdministration keys = new TestingStoreAdministration();

  public PlannedFaults faults() {
    return faults;
  }

  public TestingVms vms() {
    return vms;
  }

  public TestingImages images() {
    return images;
  }

  public TestingFactory deployments() {
    return factory;
  }

  public TestingNodes nodes() {
    return nodes;
  }

  public TestingStoreAdministration keys() {
    return keys;
  }

  /** How patiently factory and store were called. */
  public Set<Patience> patiences() {
    return Set.copyOf(patiences);
  }

  @Override
  public TrustedVmFactory factory(Patience patience) {
    patiences.add(patience);
    return faults.stub(TrustedVmFactory.class, factory);
  }

  @Override
  public Administration administration() {
    return faults.stub(Administration.class, nodes);
  }

  @Override
  public ImageStore store(Patience patience) {
    patiences.add(patience);
    return faults.stub(ImageStore.class, images);
  }

  @Override
  public StoreAdministration storeAdministration() {
    return faults.stub(StoreAdministration.class, keys);
  }

  @Override
  public TrustedVm vm(VmId id) {
    return faults.stub(TrustedVm.class, new TestingVmPort(vms, id::toString));
  }

  /** The resource whose id the supplier gives at each call, for a server. */
  public TrustedVm vm(Supplier<String> id) {
    return faults.stub(TrustedVm.class, new TestingVmPort(vms, id));
  }

  @Override
  public void close() {}
}
