package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.ApplicationSpec;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.Factory;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.placement.RankedNode;
import org.icecoat.factory.request.ApplicationTerms;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.store.VmListing;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.DeployVmResponse;
import org.icecoat.wire.factory.FittingImageType;
import org.icecoat.wire.factory.FittingNodeType;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.ListVmsResponse;
import org.icecoat.wire.factory.Match;
import org.icecoat.wire.factory.MatchResponse;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.oasis.rp.GetMultipleResourceProperties;
import org.icecoat.wire.oasis.rp.GetMultipleResourcePropertiesResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocumentResponse;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.QueryResourcePropertiesResponse;
import org.icecoat.wire.oasis.rpw.InvalidQueryExpressionFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.QueryEvaluationErrorFault;
import org.icecoat.wire.oasis.rpw.UnknownQueryExpressionDialectFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.resource.ResourceOperations;

/** The port type TrustedVmFactory. */
final class FactoryPort implements TrustedVmFactory {
  private static final int MOST_LISTED = 1000;
  private static final int USUALLY_LISTED = 100;

  private final ResourceOperations<Caller, FactoryView> wsrf;
  private final Calls<Caller> calls;
  private final Factory factory;
  private final NodeSummaries summaries;
  private final EndpointReferences vms;
  private final Path uploads;

  FactoryPort(
      ResourceOperations<Caller, FactoryView> wsrf,
      Calls<Caller> calls,
      Factory factory,
      NodeSummaries summaries,
      EndpointReferences vms,
      Path uploads) {
    this.wsrf = wsrf;
    this.calls = calls;
    this.factory = factory;
    this.summaries = summaries;
    this.vms = vms;
    this.uploads = uploads;
  }

  @Override
  public DeployVmResponse deployVm(DeployVm request) {
    ClientToken token = REQUEST.required("Token", request.getToken(), ClientToken::new);
    VmRequestType wire = REQUEST.required("Request", request.getRequest());
    factory.access().requireDeploy(calls.caller());
    try (Spool spool = new Spool(uploads)) {
      Optional<ApplicationArchive> archive = archive(wire, spool);
      Vm vm =
          factory
              .deployments()
              .deploy(
                  calls.caller(),
                  token,
                  RequestReader.wish(wire, archive.map(a -> terms(wire, a))),
                  archive);
      DeployVmResponse response = new DeployVmResponse();
      response.setVm(vms.mint(vm.id().toString()));
      response.setSummary(VmWriter.summary(vm));
      return response;
    }
  }

  private static Optional<ApplicationArchive> archive(VmRequestType wire, Spool spool) {
    return Optional.ofNullable(wire.getApplication())
        .map(application -> RequestReader.application(application, spool::keep))
        .map(spec -> REQUEST.required("Application", spec, FactoryPort::archive));
  }

  private static ApplicationArchive archive(ApplicationSpec spec) {
    try {
      return ApplicationArchive.of(spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApplicationTerms terms(VmRequestType wire, ApplicationArchive archive) {
    return new ApplicationTerms(
        archive.digest(),
        archive.bytes(),
        Optional.ofNullable(wire.getApplication().getTimeLimit()));
  }

  @Override
  public MatchResponse match(Match request) {
    VmRequestType wire = REQUEST.required("Request", request.getRequest());
    MatchResult result =
        factory.deployments().match(calls.caller(), RequestReader.wish(wire, Optional.empty()));
    MatchResponse response = new MatchResponse();
    result.images().forEach(hit -> response.getFittingImage().add(fitting(hit)));
    result.nodes().fitting().forEach(node -> response.getFittingNode().add(fitting(node)));
    result.imageReasons().forEach(why -> response.getImageReason().add(VmWriter.reason(why)));
    result.nodes().reasons().forEach(why -> response.getNodeReason().add(VmWriter.reason(why)));
    return response;
  }

  private static FittingImageType fitting(ImageHit hit) {
    FittingImageType wire = new FittingImageType();
    wire.setImage(ImageWriter.summary(hit.manifest()));
    wire.setScore(hit.score());
    return wire;
  }

  private FittingNodeType fitting(RankedNode ranked) {
    FittingNodeType wire = new FittingNodeType();
    wire.setNode(summaries.summary(ranked.node(), Optional.of(ranked.free())));
    wire.setScore(ranked.score());
    return wire;
  }

  @Override
  public ListVmsResponse listVms(ListVms request) {
    Caller caller = calls.caller();
    boolean everyone = Boolean.TRUE.equals(request.isEveryone());
    if (everyone) {
      factory.access().requireAdministrator(caller);
    }
    int most = Optional.ofNullable(request.getMaximalCount()).orElse(USUALLY_LISTED);
    int count = Math.max(1, Math.min(MOST_LISTED, most));
    List<Vm> found =
        factory
            .listing()
            .list(
                new VmListing.Page(
                    everyone ? Optional.empty() : Optional.of(caller.dn()),
                    request.getState().stream()
                        .map(state -> VmState.valueOf(REQUEST.required("State", state).name()))
                        .collect(Collectors.toSet()),
                    REQUEST.optional("After", request.getAfter(), VmId::parse),
                    count + 1));
    ListVmsResponse response = new ListVmsResponse();
    found.stream().limit(count).forEach(vm -> response.getVm().add(VmWriter.summary(vm)));
    response.setMore(found.size() > count);
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
}
