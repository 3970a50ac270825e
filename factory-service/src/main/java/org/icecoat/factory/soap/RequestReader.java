package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import jakarta.activation.DataHandler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.icecoat.domain.application.ApplicationFile;
import org.icecoat.domain.application.ApplicationSpec;
import org.icecoat.domain.application.FileContent;
import org.icecoat.domain.application.RelativePath;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.request.ApplicationTerms;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.SiteRequirements;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.request.VmWish;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.wire.factory.DeploymentTimeType;
import org.icecoat.wire.factory.NetworkType;
import org.icecoat.wire.factory.SiteRequirementsType;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.EnvironmentVariableType;
import org.icecoat.wire.types.LeaseType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.types.TrustTermsType;

/** Reads a client's request. */
final class RequestReader {
  private RequestReader() {}

  static VmWish wish(VmRequestType wire, Optional<ApplicationTerms> application) {
    VmRequest request =
        new VmRequest(
            REQUEST.required("Image", wire.getImage(), ImageRequirementsReader::requirements),
            REQUEST
                .optional("Site", wire.getSite(), RequestReader::site)
                .orElseGet(SiteRequirements::anything),
            datasets(wire.getDataset()),
            wire.getNetwork() != NetworkType.NONE,
            REQUEST
                .optional("DeploymentTime", wire.getDeploymentTime(), RequestReader::time)
                .orElseGet(DeploymentTime.Now::new),
            Optional.ofNullable(wire.getTrust()).map(RequestReader::trust),
            application);
    return new VmWish(
        REQUEST.optional("Name", wire.getName(), VmName::new),
        request,
        REQUEST.optional("Resources", wire.getResources(), RequestReader::resources),
        REQUEST.optional("Lease", wire.getLease(), RequestReader::lease));
  }

  private static Set<DatasetName> datasets(List<String> wire) {
    Set<DatasetName> datasets = new LinkedHashSet<>();
    wire.forEach(name -> datasets.add(REQUEST.required("Dataset", name, DatasetName::new)));
    return datasets;
  }

  private static SiteRequirements site(SiteRequirementsType wire) {
    return new SiteRequirements(
        REQUEST.optional("Site/Node", wire.getNode(), NodeName::new),
        Optional.ofNullable(wire.getVmm())
            .map(
                vmm ->
                    ImageRequirementsReader.component("Site/Vmm", vmm.getName(), vmm.getVersion())),
        NodeReader.labels(wire.getLabel()));
  }

  private static DeploymentTime time(DeploymentTimeType wire) {
    if (wire.getAt() != null) {
      return new DeploymentTime.At(wire.getAt());
    }
    return wire.getUntil() != null
        ? new DeploymentTime.Until(wire.getUntil())
        : new DeploymentTime.Now();
  }

  static VmResources resources(ResourcesType wire) {
    CpuCount cpus = REQUEST.required("Resources/Cpus", wire.getCpus(), CpuCount::new);
    MemoryMiB memory = REQUEST.required("Resources/MemoryMiB", wire.getMemoryMiB(), MemoryMiB::new);
    return new VmResources(
        cpus,
        memory,
        REQUEST.optional("Resources/DiskMiB", wire.getDiskMiB(), mib -> new DiskMiB(mib)),
        REQUEST
            .optional("Resources/MaximalCpus", wire.getMaximalCpus(), CpuCount::new)
            .orElse(cpus),
        REQUEST
            .optional("Resources/MaximalMemoryMiB", wire.getMaximalMemoryMiB(), MemoryMiB::new)
            .orElse(memory));
  }

  static LeaseWish lease(LeaseType wire) {
    return new LeaseWish(
        REQUEST.required("Lease/Duration", wire.getDuration()),
        Optional.ofNullable(wire.getExpiryAction())
            .map(action -> ExpiryAction.valueOf(action.name().toUpperCase(Locale.ROOT))),
        Optional.ofNullable(wire.getGrace()));
  }

  private static TrustTerms trust(TrustTermsType wire) {
    Optional<PolicyName> policy =
        REQUEST.optional("Trust/Policy", wire.getPolicy(), PolicyName::new);
    LossAction onLoss =
        Optional.ofNullable(wire.getOnLoss())
            .map(action -> LossAction.valueOf(action.name()))
            .orElse(LossAction.NOTIFY);
    return REQUEST
        .optional(
            "Trust/MaximalAge",
            wire.getMaximalAge(),
            age -> new TrustTerms(policy, Optional.of(age), onLoss))
        .orElseGet(() -> new TrustTerms(policy, Optional.empty(), onLoss));
  }

  static ApplicationSpec application(
      ApplicationType wire, Function<DataHandler, FileContent> keeping) {
    TreeMap<String, String> environment = new TreeMap<>();
    for (EnvironmentVariableType variable : wire.getEnvironment()) {
      String name = REQUEST.required("Application/Environment/Name", variable.getName());
      String value = REQUEST.required("Application/Environment/Value", variable.getValue());
      if (environment.put(name, value) != null) {
        throw FactoryException.invalid("Application/Environment", name + " is set twice");
      }
    }
    String command = REQUEST.required("Application/Command", wire.getCommand());
    List<ApplicationFile> files = wire.getFile().stream().map(file -> file(file, keeping)).toList();
    return REQUEST.required(
        "Application",
        wire,
        w ->
            new ApplicationSpec(
                command,
                w.getArgument(),
                environment,
                files,
                Optional.ofNullable(w.getTimeLimit())));
  }

  private static ApplicationFile file(
      ApplicationFileType wire, Function<DataHandler, FileContent> keeping) {
    return new ApplicationFile(
        REQUEST.required("Application/File/Path", wire.getPath(), RelativePath::new),
        Boolean.TRUE.equals(wire.isExecutable()),
        keeping.apply(REQUEST.required("Application/File/Content", wire.getContent())));
  }
}
