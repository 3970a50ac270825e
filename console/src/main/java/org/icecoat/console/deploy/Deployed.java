package org.icecoat.console.deploy;

import java.util.List;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.view.VmSummary;
import org.icecoat.console.view.VmView;

/** The result of a deployment; {@code node} and {@code exitStatus} may be null. */
record Deployed(
    String token,
    String id,
    String handle,
    String name,
    String state,
    String node,
    String applicationState,
    Integer exitStatus) {

  static Deployed of(String token, VmSummary vm) {
    return new Deployed(
        token, vm.id(), vm.handle(), vm.name(), vm.state(), vm.node(), vm.applicationState(), null);
  }

  static Deployed of(String token, VmView vm) {
    return new Deployed(
        token,
        vm.id(),
        vm.handle(),
        vm.name(),
        vm.state(),
        vm.node(),
        vm.application().state(),
        vm.application().exitStatus());
  }

  List<String> lines() {
    String place = node == null ? "" : " on " + node;
    String application = applicationState.equals("None") ? "" : ", application " + applicationState;
    return List.of(Printable.line(handle + " (" + name + "): " + state + place + application));
  }
}
