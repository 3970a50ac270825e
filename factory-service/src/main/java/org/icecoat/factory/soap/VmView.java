package org.icecoat.factory.soap;

import java.util.Optional;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.vm.Vm;
import org.icecoat.wire.types.LeaseType;

/** A VM as a WS-Resource, with what a client is about to set of it. */
record VmView(Vm vm, Settings settings) {
  VmView(Vm vm) {
    this(
        vm,
        new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  VmView named(String name) {
    return with(
        new Settings(
            Optional.of(new VmName(name)),
            settings.lease(),
            settings.leaseEnd(),
            settings.cpus(),
            settings.memory()));
  }

  VmView leased(LeaseType lease) {
    return with(
        new Settings(
            settings.name(),
            Optional.of(RequestReader.lease(lease)),
            settings.leaseEnd(),
            settings.cpus(),
            settings.memory()));
  }

  VmView withCpus(Integer cpus) {
    return with(
        new Settings(
            settings.name(),
            settings.lease(),
            settings.leaseEnd(),
            Optional.of(new CpuCount(cpus)),
            settings.memory()));
  }

  VmView withMemory(Integer memory) {
    return with(
        new Settings(
            settings.name(),
            settings.lease(),
            settings.leaseEnd(),
            settings.cpus(),
            Optional.of(new MemoryMiB(memory))));
  }

  private VmView with(Settings next) {
    return new VmView(vm, next);
  }
}
