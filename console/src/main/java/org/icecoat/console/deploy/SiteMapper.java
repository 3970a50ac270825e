package org.icecoat.console.deploy;

import static org.icecoat.console.deploy.RequestKey.AT;
import static org.icecoat.console.deploy.RequestKey.LABEL;
import static org.icecoat.console.deploy.RequestKey.NODE;
import static org.icecoat.console.deploy.RequestKey.UNTIL;
import static org.icecoat.console.deploy.RequestKey.VMM;

import java.util.List;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Moments;
import org.icecoat.console.view.Named;
import org.icecoat.wire.factory.DeploymentTimeType;
import org.icecoat.wire.factory.SiteRequirementsType;
import org.icecoat.wire.types.LabelType;
import org.icecoat.wire.types.VmmRequirementType;

/** Where and when a VM shall be deployed. */
final class SiteMapper {
  private SiteMapper() {}

  /** Null if any node will do. */
  static SiteRequirementsType site(RequestValues values) {
    if (!values.has(NODE, VMM, LABEL)) {
      return null;
    }
    SiteRequirementsType wire = new SiteRequirementsType();
    values.one(NODE).ifPresent(wire::setNode);
    values.read(VMM, Named::requirement).map(SiteMapper::vmm).ifPresent(wire::setVmm);
    wire.getLabel().addAll(values.readAll(LABEL, SiteMapper::label));
    return wire;
  }

  private static VmmRequirementType vmm(Named vmm) {
    VmmRequirementType wire = new VmmRequirementType();
    wire.setName(vmm.name());
    wire.setVersion(vmm.version());
    return wire;
  }

  private static LabelType label(String text) {
    NameValue pair = NameValue.parse(text);
    LabelType wire = new LabelType();
    wire.setName(pair.name());
    wire.setValue(pair.value());
    return wire;
  }

  /**
   * A request with a token of its own is to be the same whenever it is sent.
   *
   * @throws ConsoleException USAGE, if a moment of it counts from now on
   */
  static void requireFixedMoments(RequestValues values, Moments moments) {
    for (RequestKey key : List.of(AT, UNTIL)) {
      values
          .one(key)
          .filter(Moments::isFromNow)
          .ifPresent(
              text -> {
                throw new ConsoleException(
                    ConsoleFault.USAGE,
                    "%s %s is another moment each time, so the same --token would be refused for"
                            .formatted(key.option(), text)
                        + " another request: give the moment itself, as in %s %s"
                            .formatted(
                                key.option(), values.read(key, moments::parse).orElseThrow()));
              });
    }
  }

  /** Null if it shall be now. */
  static DeploymentTimeType deploymentTime(RequestValues values, Moments moments) {
    if (!values.has(AT, UNTIL)) {
      return null;
    }
    if (values.has(AT) && values.has(UNTIL)) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "--at and --until exclude each other: give one of them");
    }
    DeploymentTimeType wire = new DeploymentTimeType();
    values.read(AT, moments::parse).ifPresent(wire::setAt);
    values.read(UNTIL, moments::parse).ifPresent(wire::setUntil);
    return wire;
  }
}
