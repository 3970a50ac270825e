package org.icecoat.plugin.vmm;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.trust.secret.DiskKey;

/**
 * A virtual-machine monitor. A VM's id is all that is needed to reach it again, also from another
 * process: VMs outlive the plug-in and the monitor's own daemon.
 *
 * <p>Every operation but {@link #reset} is idempotent: where its end is reached already, it does
 * nothing. All may be called from many threads; calls for one VM are made one after the other, but
 * for {@link #powerOff}. They throw {@code PluginException} with VM_NOT_FOUND for a domain that is
 * not there, WRONG_STATE where the domain's state forbids it, VMM_UNREACHABLE (then nothing is
 * known of what happened), or VMM_FAILED.
 */
public interface Vmm extends AutoCloseable {
  /** What this monitor is; the first call may take seconds. */
  VmmCapabilities capabilities();

  /** What is wrong with the monitor or its host now; empty if nothing is. */
  List<HealthFinding> health();

  /**
   * A key for the disk of a VM to come. A monitor may give one by which it has encrypted a disk
   * already.
   *
   * @return a key that no other disk has; the caller's to close
   */
  default DiskKey diskKey(SecureRandom random) {
    return DiskKey.fresh(random);
  }

  /**
   * Makes the VM's own disk over its base; a disk that is there stays as it is.
   *
   * @param keys there if the disk is encrypted; the caller's to close
   */
  void createDisk(VmSpec spec, Optional<DiskKeys> keys);

  /** Makes the domain known without starting it; one that runs stays as it is. */
  void define(VmSpec spec);

  /**
   * Starts a domain that is off; until this returns, it is seen as off, coming up or running. What
   * the monitor needs of the keys it forgets when it has started.
   *
   * @param keys there if its disk is encrypted; the caller's to close
   */
  void start(VmId id, Optional<DiskKeys> keys);

  /** Forgets what a start may have left of keys whose caller died; while none is under way. */
  void forgetKeys(VmId id);

  /** Stops the CPUs of a running domain. */
  void pause(VmId id);

  void resume(VmId id);

  /** Resets a running or paused domain as its reset button would; it runs afterwards. */
  void reset(VmId id);

  /** Presses the power button of a running domain; the guest decides what comes of it. */
  void requestShutdown(VmId id);

  /**
   * Ends a domain that is not off; its disk and definition stay. Can be called while another thread
   * or process starts it: that start fails.
   */
  void powerOff(VmId id);

  /** Gives the domain the CPUs and memory of the spec, now if it runs, and for later starts. */
  void setResources(VmSpec spec);

  /**
   * Ends the domain and forgets it. When this returns, no such domain exists; the VM's files are
   * the caller's to remove.
   */
  void destroy(VmId id);

  /** The domain as it is now; in state ABSENT if there is none. */
  DomainObservation observe(VmId id);

  /** All domains of the monitor, those that are not Icecoat's too. */
  List<DomainObservation> observeAll();

  /** Calls the listener from now on, from a thread of the monitor's; it must return at once. */
  void listen(VmmListener listener);

  /**
   * Opens the host's end of the guest runner's port. One channel at a time; opening another ends
   * the earlier one.
   *
   * @throws IOException if the domain does not run or has no such port
   */
  ByteChannel openGuestChannel(VmId id) throws IOException;

  @Override
  void close();
}
