package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.sight.Sightings;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.wire.plugin.NodeEventType;
import org.icecoat.wire.plugin.NodeVmStateType;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.ProgressType;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIntakeTest {
  private static final NodeName NODE = new NodeName("node-1");

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = TestingFactory.ofOneNode(folder);
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private Vm running(String token) {
    return factory.await(factory.deploy(token, TestingFactory.wish()).id(), VmState.RUNNING);
  }

  private EventIntake intake(InstantSource clock) {
    Jdbi rows = factory.database().jdbi();
    return new EventIntake(
        new Sightings(new VmStore(rows), new LostNodeStore(rows), clock, changed -> {}));
  }

  private NodeEventType stopped(long sequence, Vm vm) {
    ApplicationReportType application = new ApplicationReportType();
    application.setState(ApplicationStateType.RUNNING);
    VmReportType report = new VmReportType();
    report.setId(vm.id().toString());
    report.setEpoch(vm.placed().epoch());
    report.setState(NodeVmStateType.STOPPED);
    report.setStarts(1);
    report.setObservedAt(factory.clock.instant());
    report.setApplication(application);
    NodeEventType event = new NodeEventType();
    event.setSequence(sequence);
    event.setReport(report);
    return event;
  }

  private NodeEventType poisoned(long sequence, Vm vm) {
    ProgressType progress = new ProgressType();
    progress.setName("prepare");
    progress.setStep(3);
    progress.setSteps(2);
    NodeEventType event = stopped(sequence, vm);
    event.getReport().setProgress(progress);
    return event;
  }

  @Test
  void an_event_that_can_never_be_read_does_not_hold_up_those_behind_it() {
    Vm vm = running("1");
    assertThat(intake(factory.clock).take(NODE, List.of(poisoned(5, vm), stopped(7, vm))))
        .isEqualTo(7);
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.STOPPED);
  }

  @Test
  void an_event_whose_row_is_busy_is_sent_again_and_those_before_it_are_not() {
    Vm calm = running("1");
    Vm busy = running("2");
    InstantSource meanwhile =
        () -> {
          factory
              .database()
              .jdbi()
              .useHandle(
                  rows ->
                      rows.execute(
                          "update vm set version = version + 1 where id = ?", busy.id().value()));
          return factory.clock.instant();
        };
    NodeEventType waits = stopped(6, busy);
    assertThat(intake(meanwhile).take(NODE, List.of(stopped(5, calm), waits, stopped(7, calm))))
        .isEqualTo(5);
    assertThat(factory.find(calm.id()).state()).isEqualTo(VmState.STOPPED);
    assertThat(factory.find(busy.id()).state()).isEqualTo(VmState.RUNNING);
    assertThat(intake(meanwhile).take(NODE, List.of(waits))).isZero();
    assertThat(intake(factory.clock).take(NODE, List.of(waits, stopped(7, calm)))).isEqualTo(7);
    assertThat(factory.find(busy.id()).state()).isEqualTo(VmState.STOPPED);
  }
}
