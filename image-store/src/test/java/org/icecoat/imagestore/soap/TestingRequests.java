package org.icecoat.imagestore.soap;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.store.Fetch;
import org.icecoat.wire.store.GetChunkHashes;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.Retire;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.StoreProperties;
import org.icecoat.wire.store.Verify;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ImageRequirementsType;

/** Requests as clients write them. */
public final class TestingRequests {
  private TestingRequests() {}

  /** A disk that boots by UEFI. */
  public static ImageDescriptionType disk(String name, String version, ImageFormatType format) {
    ImageDescriptionType description = named(name, version, ImageKindType.DISK);
    description.setFormat(format);
    BootType boot = new BootType();
    boot.setUefi(new BootType.Uefi());
    description.setBoot(boot);
    return description;
  }

  public static ImageDescriptionType named(String name, String version, ImageKindType kind) {
    ImageDescriptionType description = new ImageDescriptionType();
    description.setKind(kind);
    description.setName(name);
    description.setVersion(version);
    description.setArchitecture("x86_64");
    description.setFormat(ImageFormatType.RAW);
    return description;
  }

  public static BootType direct(String kernel, String ramdisk) {
    DirectKernelType direct = new DirectKernelType();
    direct.setKernel(kernel);
    direct.setInitialRamdisk(ramdisk);
    direct.setCommandLine("root=/dev/vda");
    BootType boot = new BootType();
    boot.setDirectKernel(direct);
    return boot;
  }

  public static ComponentType component(String name, String version) {
    ComponentType component = new ComponentType();
    component.setName(name);
    component.setVersion(version);
    return component;
  }

  /** An attachment that may be sent several times. */
  public static DataHandler content(byte[] content) {
    return new DataHandler(
        new DataSource() {
          @Override
          public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
          }

          @Override
          public OutputStream getOutputStream() throws IOException {
            throw new IOException("What is sent cannot be written");
          }

          @Override
          public String getContentType() {
            return "application/octet-stream";
          }

          @Override
          public String getName() {
            return "";
          }
        });
  }

  public static Register register(ImageDescriptionType description, byte[] content) {
    return register(description, new ByteArrayInputStream(content));
  }

  public static Register register(ImageDescriptionType description, InputStream content) {
    Register request = new Register();
    request.setDescription(description);
    request.setContent(new StreamHandler(content));
    return request;
  }

  public static GetImage getImage(String id) {
    GetImage request = new GetImage();
    request.setId(id);
    return request;
  }

  public static GetChunkHashes hashes(String id) {
    GetChunkHashes request = new GetChunkHashes();
    request.setId(id);
    return request;
  }

  public static Fetch fetch(String id, long offset, long length) {
    Fetch request = new Fetch();
    request.setId(id);
    request.setOffset(offset);
    request.setLength(length);
    return request;
  }

  public static Verify verify(String id) {
    Verify request = new Verify();
    request.setId(id);
    return request;
  }

  public static Retire retire(String id, String why) {
    Retire request = new Retire();
    request.setId(id);
    request.setWhy(why);
    return request;
  }

  public static Search search(String component, String constraint) {
    ComponentRequirementType wanted = new ComponentRequirementType();
    wanted.setName(component);
    wanted.setVersion(constraint);
    Search request = new Search();
    request.setRequirements(new ImageRequirementsType());
    request.getRequirements().getComponent().add(wanted);
    return request;
  }

  /** What a store says that it found wrong with itself. */
  public static List<HealthFindingType> findings(ImageStore store) throws Exception {
    StoreProperties properties =
        (StoreProperties)
            store.getResourcePropertyDocument(new GetResourcePropertyDocument()).getAny();
    return properties.getFinding();
  }
}
