package org.icecoat.plugin.soap;

import java.time.Instant;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.plugin.guest.ApplicationReport;
import org.icecoat.plugin.guest.ApplicationState;
import org.icecoat.plugin.guest.OutputStreamName;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.OutputPart;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.wire.plugin.NodeVmStateType;
import org.icecoat.wire.plugin.ReportResponseType;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.VmmType;

/** Writes what the node reports. */
final class ReportWriter {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant FIRST_UNWRITABLE = Instant.parse("9999-12-31T00:00:00Z");

  private ReportWriter() {}

  static ReportResponseType response(VmReport report) {
    ReportResponseType wire = new ReportResponseType();
    wire.setReport(report(report));
    return wire;
  }

  static VmReportType report(VmReport report) {
    VmReportType wire = new VmReportType();
    wire.setId(report.placement().id().toString());
    wire.setEpoch(report.placement().epoch().value());
    wire.setState(state(report.state()));
    wire.setObservedAt(report.observedAt());
    wire.setGuestReady(report.guestReady());
    wire.setStarts(report.starts());
    report
        .resources()
        .ifPresent(
            live -> {
              wire.setCpus(live.cpus().value());
              wire.setMemoryMiB(live.memory().value());
            });
    wire.getAddress().addAll(report.addresses());
    report.vmm().ifPresent(vmm -> wire.setVmm(vmm(vmm)));
    report.progress().ifPresent(progress -> wire.setProgress(progress(progress)));
    report.failure().ifPresent(failure -> wire.setFailure(failure(failure)));
    wire.setApplication(application(report.application()));
    return wire;
  }

  private static NodeVmStateType state(NodeVmState state) {
    return switch (state) {
      case PREPARING -> NodeVmStateType.PREPARING;
      case PREPARED -> NodeVmStateType.PREPARED;
      case RUNNING -> NodeVmStateType.RUNNING;
      case PAUSED -> NodeVmStateType.PAUSED;
      case STOPPED -> NodeVmStateType.STOPPED;
      case FAILED -> NodeVmStateType.FAILED;
      case ABSENT -> NodeVmStateType.ABSENT;
    };
  }

  private static VmmType vmm(VmReport.Vmm vmm) {
    VmmType wire = new VmmType();
    wire.setName(vmm.name());
    wire.setVersion(vmm.version());
    return wire;
  }

  private static ProgressType progress(VmProgress progress) {
    ProgressType wire = new ProgressType();
    wire.setName(progress.name());
    wire.setStep(progress.step());
    wire.setSteps(progress.steps());
    progress.bytesDone().ifPresent(wire::setBytesDone);
    progress.bytesTotal().ifPresent(wire::setBytesTotal);
    progress.description().ifPresent(wire::setDescription);
    return wire;
  }

  private static FailureType failure(VmFailure failure) {
    FailureType wire = new FailureType();
    wire.setAt(failure.at());
    wire.setStep(failure.step());
    wire.setCode(failure.code());
    wire.setDescription(failure.description());
    failure.recovery().ifPresent(wire::setRecovery);
    return wire;
  }

  private static ApplicationReportType application(ApplicationSummary summary) {
    ApplicationReport report = summary.report();
    ApplicationReportType wire = new ApplicationReportType();
    wire.setState(state(report.state()));
    report.digest().ifPresent(digest -> wire.setDigest(digest.toString()));
    report.exitStatus().ifPresent(wire::setExitStatus);
    report.startedAt().filter(ReportWriter::writable).ifPresent(wire::setStartedAt);
    report.endedAt().filter(ReportWriter::writable).ifPresent(wire::setEndedAt);
    summary.heardAt().ifPresent(wire::setHeardAt);
    report.problem().ifPresent(wire::setProblem);
    if (report.state() != ApplicationState.NONE) {
      wire.setStandardOutputBytes(summary.outputBytes());
      wire.setStandardErrorBytes(summary.errorBytes());
      wire.setTruncated(summary.truncated());
    }
    return wire;
  }

  /**
   * Whether every reader takes the time as xsd:dateTime: one that a guest has made up, which an
   * earlier version took, must not make the reports of all VMs unreadable.
   */
  private static boolean writable(Instant time) {
    return !time.isBefore(FIRST) && time.isBefore(FIRST_UNWRITABLE);
  }

  private static ApplicationStateType state(ApplicationState state) {
    return switch (state) {
      case NONE -> ApplicationStateType.NONE;
      case WAITING -> ApplicationStateType.WAITING;
      case RUNNING -> ApplicationStateType.RUNNING;
      case SUCCEEDED -> ApplicationStateType.SUCCEEDED;
      case FAILED -> ApplicationStateType.FAILED;
      case TIMED_OUT -> ApplicationStateType.TIMED_OUT;
      case LOST -> ApplicationStateType.LOST;
    };
  }

  static OutputType output(OutputPart part) {
    OutputType wire = new OutputType();
    wire.setStream(
        part.range().stream() == OutputStreamName.STANDARD_OUTPUT
            ? OutputStreamType.STANDARD_OUTPUT
            : OutputStreamType.STANDARD_ERROR);
    wire.setOffset(part.range().offset());
    wire.setContent(part.content());
    wire.setComplete(part.complete());
    wire.setTruncated(part.truncated());
    return wire;
  }
}
