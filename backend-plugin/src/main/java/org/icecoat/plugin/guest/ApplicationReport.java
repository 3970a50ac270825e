package org.icecoat.plugin.guest;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/**
 * What is known of a VM's application.
 *
 * @param run the run in the guest that this is about; empty before the first
 * @param boot the guest's boot in which that run was started
 * @param exitStatus 128 and the signal's number if a signal ended it
 * @param problem why it could not be started, for people
 */
public record ApplicationReport(
    ApplicationState state,
    Optional<Sha256> digest,
    Optional<String> run,
    Optional<String> boot,
    Optional<Integer> exitStatus,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> problem) {

  public static ApplicationReport none() {
    return blank(ApplicationState.NONE, Optional.empty());
  }

  public static ApplicationReport waiting(Sha256 digest) {
    return blank(ApplicationState.WAITING, Optional.of(digest));
  }

  private static ApplicationReport blank(ApplicationState state, Optional<Sha256> digest) {
    return new ApplicationReport(
        state,
        digest,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ApplicationReport started(String newRun, String newBoot, Instant at) {
    return new ApplicationReport(
        ApplicationState.RUNNING,
        digest,
        Optional.of(newRun),
        Optional.of(newBoot),
        Optional.empty(),
        Optional.of(at),
        Optional.empty(),
        Optional.empty());
  }

  ApplicationReport ended(ApplicationState end, Optional<Integer> status, Instant at) {
    return new ApplicationReport(
        end, digest, run, boot, status, startedAt, Optional.of(at), problem);
  }

  ApplicationReport failed(String why, Instant at) {
    return new ApplicationReport(
        ApplicationState.FAILED,
        digest,
        run,
        boot,
        Optional.empty(),
        startedAt,
        Optional.of(at),
        Optional.of(why));
  }

  /** The guest's CPUs run, and nothing is heard from it. */
  ApplicationReport silent(Instant since, Instant at) {
    return lost(
        "The guest has been silent since %s: it was halted, or has crashed".formatted(since), at);
  }

  /** Its end was not seen. */
  ApplicationReport lost(String why, Instant at) {
    return new ApplicationReport(
        ApplicationState.LOST,
        digest,
        run,
        boot,
        Optional.empty(),
        startedAt,
        Optional.of(at),
        Optional.of(why));
  }

  /** A guest that was thought lost speaks, and the same run is in it. */
  ApplicationReport foundAgain() {
    return new ApplicationReport(
        ApplicationState.RUNNING,
        digest,
        run,
        boot,
        Optional.empty(),
        startedAt,
        Optional.empty(),
        Optional.empty());
  }

  /** The guest is gone for good: what had not ended is lost. */
  public ApplicationReport guestEnded(Instant at) {
    return state == ApplicationState.RUNNING
        ? lost("The guest ended before the application did", at)
        : this;
  }
}
