using Ayni.Domain.Consents;
using Ayni.Domain.Erasures;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Grains.Content;

namespace Ayni.Grains.Training;

/// <summary>What a run needs of its silo.</summary>
public sealed record RunServices(
    IInteractionLog Log,
    IModelStore Models,
    RunFiles Files,
    FactorCache Factors,
    TrainingScheduler Scheduler,
    TrainingHostOptions HostOptions,
    TrainingMetrics Metrics,
    ContentStep Content,
    IErasures Erasures,
    IConsents Consents,
    TimeProvider Time);
