package org.icecoat.console.deploy;

import static org.icecoat.console.deploy.RequestKey.MAX_TRUST_AGE;
import static org.icecoat.console.deploy.RequestKey.ON_TRUST_LOSS;
import static org.icecoat.console.deploy.RequestKey.TRUST_POLICY;

import org.icecoat.console.text.Spans;
import org.icecoat.console.vm.LossAction;
import org.icecoat.wire.types.TrustTermsType;

/** How much trust a VM needs in its node. */
final class TrustMapper {
  private TrustMapper() {}

  /** Null if nothing is said of it. */
  static TrustTermsType terms(RequestValues values) {
    if (!values.has(TRUST_POLICY, MAX_TRUST_AGE, ON_TRUST_LOSS)) {
      return null;
    }
    TrustTermsType wire = new TrustTermsType();
    values.one(TRUST_POLICY).ifPresent(wire::setPolicy);
    values.read(MAX_TRUST_AGE, Spans::parse).ifPresent(wire::setMaximalAge);
    values.read(ON_TRUST_LOSS, LossAction::parse).map(LossAction::wire).ifPresent(wire::setOnLoss);
    return wire;
  }
}
