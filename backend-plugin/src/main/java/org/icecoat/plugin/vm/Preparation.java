package org.icecoat.plugin.vm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.image.CachedImage;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.trust.log.EntryProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one VM ready: the image is fetched and verified while its disk is made and its domain is
 * defined, for none of the three needs another; only the start needs all. Each step may be
 * repeated, and is after a restart.
 */
final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final NodeVm vm;
  private final NodeResources resources;
  private final NodeWork work;
  private final VmSpec spec;
  private final SystemDiskKeys keys;
  private final Queue<EntryProof> proofs = new ConcurrentLinkedQueue<>();
  private final FetchTotals totals = new FetchTotals();
  private final List<CompletableFuture<CachedImage>> obtained = new ArrayList<>();
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
  private final Map<PrepareStep, CompletableFuture<?>> steps = new EnumMap<>(PrepareStep.class);

  Preparation(NodeVm vm, VmSpec spec, NodeResources resources, NodeWork work, SystemDiskKeys keys) {
    this.keys = keys;
    this.vm = vm;
    this.spec = spec;
    this.resources = resources;
    this.work = work;
  }

  /** Begins; what it gives ends when the last step has, by then the record says how. */
  CompletableFuture<Void> begin() {
    tell(PrepareStep.FETCH_IMAGE);
    steps.put(PrepareStep.FETCH_IMAGE, CompletableFuture.anyOf(fetch(), cancelled));
    steps.put(PrepareStep.CREATE_DISK, async(this::createDisk));
    steps.put(PrepareStep.DEFINE_DOMAIN, async(this::define));
    return CompletableFuture.allOf(steps.values().toArray(CompletableFuture[]::new))
        .handle((done, failed) -> null);
  }

  private void createDisk() {
    vm.wanted().require();
    keys.use(vm.record(), this::createDisk);
  }

  /** Asked once more: where its keys come from a store, they take their time. */
  private void createDisk(Optional<DiskKeys> open) {
    vm.wanted().require();
    resources.vmm().createDisk(spec, open);
  }

  private void define() {
    vm.wanted().require();
    resources.vmm().define(spec);
  }

  private CompletableFuture<Void> async(Runnable step) {
    return CompletableFuture.runAsync(step, work.executor());
  }

  private CompletableFuture<?> fetch() {
    List<CompletableFuture<?>> fetches = new ArrayList<>();
    for (ImageContent content : vm.record().order().image().contents()) {
      resources.cache().pin(vm.id(), content.content().root());
      totals.expect(content);
      CompletableFuture<CachedImage> fetched =
          resources
              .cache()
              .obtain(
                  vm.record().order().store(),
                  content,
                  (done, total) -> {
                    totals.at(content, done);
                    tell(PrepareStep.FETCH_IMAGE);
                  });
      obtained.add(fetched);
      fetches.add(fetched.thenAccept(cached -> cached.proof().ifPresent(proofs::add)));
    }
    return CompletableFuture.allOf(fetches.toArray(CompletableFuture[]::new));
  }

  /** Where its images are in the store's log, once it has ended well. */
  List<EntryProof> proofs() {
    return List.copyOf(proofs);
  }

  /** Stops waiting for the images, once it has begun; the steps that are under way end soon. */
  void cancel() {
    vm.wanted().end();
    obtained.forEach(fetched -> fetched.cancel(false));
    cancelled.completeExceptionally(new IllegalStateException("The VM is being destroyed"));
  }

  private void tell(PrepareStep step) {
    vm.progress(
        Optional.of(
            new VmProgress(
                step.word(),
                step.number(),
                PrepareStep.values().length,
                OptionalLong.of(totals.done()),
                OptionalLong.of(totals.expected()),
                Optional.empty())));
  }

  /** Why it failed, once it has ended; empty if the VM is ready. */
  Optional<VmFailure> failure() {
    return steps.entrySet().stream()
        .filter(entry -> entry.getValue().isCompletedExceptionally())
        .findFirst()
        .map(entry -> failure(entry.getKey(), cause(entry.getValue())));
  }

  private VmFailure failure(PrepareStep step, Throwable cause) {
    Instant now = work.clock().instant();
    if (cause instanceof PluginException known) {
      return new VmFailure(
          now, step.word(), known.fault().name(), known.getMessage(), Optional.empty());
    }
    LOG.error("{}: {} failed", vm.id().handle(), step.word(), cause);
    return new VmFailure(
        now, step.word(), "NODE_FAILED", "The node failed; its log says why", Optional.empty());
  }

  private static Throwable cause(CompletableFuture<?> step) {
    try {
      step.join();
      throw new IllegalStateException("The step has not failed");
    } catch (CompletionException e) {
      return deepest(e);
    }
  }

  /** What made a step of a step fail. */
  static Throwable deepest(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? deepest(e.getCause()) : e;
  }
}
