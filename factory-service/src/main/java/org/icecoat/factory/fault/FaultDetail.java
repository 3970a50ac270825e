package org.icecoat.factory.fault;

import java.util.List;
import org.icecoat.domain.vm.VmState;

/** What a fault says beside its message, where the contract has a place for it. */
public sealed interface FaultDetail {
  record None() implements FaultDetail {}

  /** Which part of the request is wrong. */
  record Field(String name) implements FaultDetail {}

  /** What there is none of. */
  record Subject(String name) implements FaultDetail {}

  record Reasons(List<Reason> images, List<Reason> nodes) implements FaultDetail {
    public Reasons {
      images = List.copyOf(images);
      nodes = List.copyOf(nodes);
    }
  }

  record Quota(String name, long limit, long used, long asked) implements FaultDetail {}

  record State(VmState state) implements FaultDetail {}
}
