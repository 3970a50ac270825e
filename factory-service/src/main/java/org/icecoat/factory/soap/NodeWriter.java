package org.icecoat.factory.soap;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.icecoat.domain.application.FileContent;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.node.ApplicationBundle;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.node.Preparation;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.plugin.ApplicationBundleType;
import org.icecoat.wire.plugin.Expect;
import org.icecoat.wire.plugin.OwnerType;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.VmOrderType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.ResourcesType;

/** Writes what nodes are told. */
final class NodeWriter {
  private NodeWriter() {}

  static VmOrderType order(Incarnation vm) {
    VmOrderType wire = new VmOrderType();
    wire.setId(vm.vm().toString());
    wire.setEpoch(vm.epoch().value());
    return wire;
  }

  static Expect expect(BootableImage image, URI store) {
    Expect wire = new Expect();
    wire.setStore(store.toString());
    wire.setImage(ManifestWriter.manifest(image.disk()));
    image.boot().forEach(each -> wire.getBootImage().add(ManifestWriter.manifest(each)));
    return wire;
  }

  static Prepare prepare(Preparation preparation, URI store) {
    Prepare wire = new Prepare();
    wire.setVm(order(preparation.vm()));
    wire.setName(preparation.name().value());
    wire.setOwner(owner(preparation.owner()));
    wire.setStore(store.toString());
    wire.setImage(ManifestWriter.manifest(preparation.image().disk()));
    preparation
        .image()
        .boot()
        .forEach(each -> wire.getBootImage().add(ManifestWriter.manifest(each)));
    wire.setResources(resources(preparation.resources()));
    preparation.vmm().ifPresent(vmm -> wire.setVmm(vmm.value()));
    wire.setNetwork(preparation.network());
    preparation.datasets().forEach(dataset -> wire.getDataset().add(dataset.value()));
    wire.setTerminationTime(preparation.terminationTime());
    preparation.application().ifPresent(bundle -> wire.setApplication(bundle(bundle)));
    return wire;
  }

  private static OwnerType owner(Owner owner) {
    OwnerType wire = new OwnerType();
    wire.setDn(owner.dn().toString());
    owner.vos().forEach(vo -> wire.getVoAttribute().add(vo.value()));
    return wire;
  }

  static ResourcesType resources(VmResources resources) {
    ResourcesType wire = new ResourcesType();
    wire.setCpus(resources.cpus().value());
    wire.setMemoryMiB(resources.memory().value());
    resources.disk().ifPresent(disk -> wire.setDiskMiB(Math.toIntExact(disk.value())));
    wire.setMaximalCpus(resources.maximalCpus().value());
    wire.setMaximalMemoryMiB(resources.maximalMemory().value());
    return wire;
  }

  private static ApplicationBundleType bundle(ApplicationBundle bundle) {
    ApplicationBundleType wire = new ApplicationBundleType();
    wire.setDigest(bundle.terms().digest().toString());
    bundle.terms().timeLimit().ifPresent(wire::setTimeLimit);
    wire.setArchive(new DataHandler(new ContentSource(bundle.archive())));
    return wire;
  }

  static OutputRangeType range(OutputRange range) {
    OutputRangeType wire = new OutputRangeType();
    wire.setStream(OutputStreamType.valueOf(range.stream().name()));
    wire.setOffset(range.offset());
    wire.setMaximalBytes(range.maximalBytes());
    return wire;
  }

  private record ContentSource(FileContent content) implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      return content.open();
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException("An archive is only read");
    }

    @Override
    public String getContentType() {
      return "application/octet-stream";
    }

    @Override
    public String getName() {
      return "application.tar";
    }
  }
}
