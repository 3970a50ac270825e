package org.icecoat.console.remote;

import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.vm.TrustedVm;

/** Stubs of the services, each made when it is first asked for. */
public interface Services extends AutoCloseable {
  TrustedVmFactory factory(Patience patience);

  default TrustedVmFactory factory() {
    return factory(Patience.USUAL);
  }

  Administration administration();

  ImageStore store(Patience patience);

  default ImageStore store() {
    return store(Patience.USUAL);
  }

  StoreAdministration storeAdministration();

  /** The WS-Resource of one VM. */
  TrustedVm vm(VmId id);

  @Override
  void close();
}
