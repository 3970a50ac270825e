package org.icecoat.factory.soap;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.factory.application.ApplicationReport;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.wire.factory.VmSummaryType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.DesiredStateType;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.ReasonType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.types.VmmType;
import org.icecoat.wire.vm.HistoryEntryType;
import org.icecoat.wire.vm.ImageReferenceType;
import org.icecoat.wire.vm.OrderResponseType;

/** Writes what clients are told of VMs. */
final class VmWriter {
  private VmWriter() {}

  static VmStateType state(Vm vm) {
    return VmStateType.valueOf(vm.state().name());
  }

  static DesiredStateType desired(Vm vm) {
    return DesiredStateType.valueOf(vm.life().desired().name());
  }

  static OrderResponseType ordered(Vm vm) {
    OrderResponseType wire = new OrderResponseType();
    wire.setState(state(vm));
    wire.setDesiredState(desired(vm));
    return wire;
  }

  static VmSummaryType summary(Vm vm) {
    VmSummaryType wire = new VmSummaryType();
    wire.setId(vm.id().toString());
    wire.setHandle(vm.id().handle());
    wire.setName(vm.terms().name().value());
    wire.setOwner(vm.origin().owner().dn().toString());
    wire.setState(state(vm));
    vm.node().ifPresent(node -> wire.setNode(node.value()));
    image(vm).ifPresent(image -> wire.setImageName(image.getName()));
    wire.setCreatedAt(vm.origin().createdAt());
    wire.setTerminationTime(vm.terms().leaseEnd());
    wire.setApplicationState(ApplicationStateType.valueOf(vm.application().state().name()));
    return wire;
  }

  static Optional<ImageReferenceType> image(Vm vm) {
    return vm.placed().image().map(image -> reference(image.disk()));
  }

  private static ImageReferenceType reference(Manifest disk) {
    ImageReferenceType wire = new ImageReferenceType();
    wire.setId(disk.id().toString());
    wire.setName(disk.description().title().name().value());
    wire.setVersion(disk.description().title().version().value());
    return wire;
  }

  static ProgressType progress(VmProgress progress) {
    ProgressType wire = new ProgressType();
    wire.setName(progress.name());
    wire.setStep(progress.step());
    wire.setSteps(progress.steps());
    wire.setBytesDone(number(progress.bytesDone()));
    wire.setBytesTotal(number(progress.bytesTotal()));
    progress.description().ifPresent(wire::setDescription);
    return wire;
  }

  private static Long number(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  static FailureType failure(VmFailure failure) {
    FailureType wire = new FailureType();
    wire.setAt(failure.at());
    wire.setStep(failure.step());
    wire.setCode(failure.code());
    wire.setDescription(failure.description());
    failure.recovery().ifPresent(wire::setRecovery);
    return wire;
  }

  static LeaseType lease(Lease lease) {
    LeaseType wire = new LeaseType();
    wire.setDuration(lease.duration());
    wire.setExpiryAction(
        ExpiryActionType.valueOf(lease.expiryAction().name().toUpperCase(Locale.ROOT)));
    wire.setGrace(lease.grace());
    return wire;
  }

  static VmmType vmm(Component vmm) {
    VmmType wire = new VmmType();
    wire.setName(vmm.name().value());
    wire.setVersion(vmm.version().value());
    return wire;
  }

  static HistoryEntryType history(HistoryEntry entry) {
    HistoryEntryType wire = new HistoryEntryType();
    wire.setAt(entry.at());
    wire.setState(VmStateType.valueOf(entry.state().name()));
    wire.setEvent(entry.event());
    entry.description().ifPresent(wire::setDescription);
    return wire;
  }

  static ApplicationReportType application(ApplicationReport report) {
    ApplicationReportType wire = new ApplicationReportType();
    wire.setState(ApplicationStateType.valueOf(report.state().name()));
    report.digest().ifPresent(digest -> wire.setDigest(digest.toString()));
    report.exitStatus().ifPresent(wire::setExitStatus);
    report.startedAt().ifPresent(wire::setStartedAt);
    report.endedAt().ifPresent(wire::setEndedAt);
    report.heardAt().ifPresent(wire::setHeardAt);
    wire.setStandardOutputBytes(report.standardOutputBytes());
    wire.setStandardErrorBytes(report.standardErrorBytes());
    wire.setTruncated(report.truncated());
    report.problem().ifPresent(wire::setProblem);
    return wire;
  }

  static OutputType output(Output output) {
    OutputType wire = new OutputType();
    wire.setStream(OutputStreamType.valueOf(output.stream().name()));
    wire.setOffset(output.offset());
    wire.setContent(output.content());
    wire.setComplete(output.complete());
    wire.setTruncated(output.truncated());
    return wire;
  }

  static ReasonType reason(Reason reason) {
    ReasonType wire = new ReasonType();
    wire.setSubject(reason.subject());
    wire.setCode(reason.code());
    wire.setDescription(reason.description());
    return wire;
  }
}
