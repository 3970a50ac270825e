package org.icecoat.wsrf.sample;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rl.DestroyResponse;
import org.icecoat.wire.oasis.rl.SetTerminationTime;
import org.icecoat.wire.oasis.rl.SetTerminationTimeResponse;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rlw.TerminationTimeChangeRejectedFault;
import org.icecoat.wire.oasis.rlw.UnableToSetTerminationTimeFault;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.SetResourcePropertiesResponse;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rpw.UnableToModifyResourcePropertyFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.resource.ResourceOperations;
import org.icecoat.wsrf.sample.wire.BrokenFault;
import org.icecoat.wsrf.sample.wire.Create;
import org.icecoat.wsrf.sample.wire.CreateResponse;
import org.icecoat.wsrf.sample.wire.DownloadResponse;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.icecoat.wsrf.sample.wire.Upload;
import org.icecoat.wsrf.sample.wire.UploadResponse;

/** The port type as any service implements it: WSRF operations are one line each. */
public final class TestingLampService implements Lamp {
  private final ResourceOperations<String, LampState> wsrf;
  private final TestingLamps lamps;
  private final Calls<String> calls;
  private final EndpointReferences references;

  public TestingLampService(
      ResourceOperations<String, LampState> wsrf,
      TestingLamps lamps,
      Calls<String> calls,
      EndpointReferences references) {
    this.wsrf = wsrf;
    this.lamps = lamps;
    this.calls = calls;
    this.references = references;
  }

  @Override
  public CreateResponse create(Create request) throws BrokenFault {
    String id = UUID.randomUUID().toString();
    lamps.add(id, calls.caller(), request.getName());
    CreateResponse response = new CreateResponse();
    response.setReference(references.mint(id));
    return response;
  }

  @Override
  public String echo(String text) {
    return text;
  }

  @Override
  public String _break(String how) throws BrokenFault {
    switch (how) {
      case "translated" -> throw new TestingLampException("the bulb");
      case "unknown" -> throw new IllegalStateException("/etc/secret at Lamp.java:12");
      case "error" -> throw new AssertionError("SELECT * FROM secrets");
      default -> {
        return how;
      }
    }
  }

  @Override
  public UploadResponse upload(Upload request) {
    try (InputStream content = request.getContent().getInputStream();
        DigestInputStream digested =
            new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      UploadResponse response = new UploadResponse();
      response.setSize(digested.transferTo(java.io.OutputStream.nullOutputStream()));
      response.setSha256(HexFormat.of().formatHex(digested.getMessageDigest().digest()));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public DownloadResponse download(long size) {
    DownloadResponse response = new DownloadResponse();
    response.setContent(new DataHandler(new TestingContent(size)));
    return response;
  }

  @Override
  public GetResourcePropertyResponse getResourceProperty(QName name)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return wsrf.getResourceProperty(name);
  }

  @Override
  public GetMultipleResourcePropertiesResponse getMultipleResourceProperties(
      GetMultipleResourceProperties request)
      throws ResourceUnknownFault, ResourceUnavailableFault, InvalidResourcePropertyQNameFault {
    return wsrf.getMultipleResourceProperties(request);
  }

  @Override
  public GetResourcePropertyDocumentResponse getResourcePropertyDocument(
      GetResourcePropertyDocument request) throws ResourceUnknownFault, ResourceUnavailableFault {
    return wsrf.getResourcePropertyDocument(request);
  }

  @Override
  public QueryResourcePropertiesResponse queryResourceProperties(QueryResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnknownQueryExpressionDialectFault,
          InvalidQueryExpressionFault,
          QueryEvaluationErrorFault {
    return wsrf.queryResourceProperties(request);
  }

  @Override
  public SetResourcePropertiesResponse setResourceProperties(SetResourceProperties request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          InvalidResourcePropertyQNameFault,
          InvalidModificationFault,
          UnableToModifyResourcePropertyFault,
          SetResourcePropertyRequestFailedFault {
    return wsrf.setResourceProperties(request);
  }

  @Override
  public DestroyResponse destroy(Destroy request)
      throws ResourceUnknownFault, ResourceUnavailableFault, ResourceNotDestroyedFault {
    return wsrf.destroy(request);
  }

  @Override
  public SetTerminationTimeResponse setTerminationTime(SetTerminationTime request)
      throws ResourceUnknownFault,
          ResourceUnavailableFault,
          UnableToSetTerminationTimeFault,
          TerminationTimeChangeRejectedFault {
    return wsrf.setTerminationTime(request);
  }
}
