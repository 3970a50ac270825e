package org.icecoat.factory.work;

import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.drive.Driver;

/** What the queue has done, on its threads. */
public interface Work {
  Driver.Rest drive(VmId id);

  /** Destroys a VM that is to be destroyed, beside whoever drives it at this moment. */
  void destroyBeside(VmId id);

  /** Looks at a node; tells whether it is still enrolled. */
  boolean watch(NodeName name);

  /** Forgets what is long over. */
  void tidy();
}
