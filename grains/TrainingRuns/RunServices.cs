using Ayni.Interactions;
using Ayni.Models;

namespace Ayni.TrainingRuns;

/// <summary>What a run needs of its silo.</summary>
public sealed record RunServices(
    IInteractionLog Log,
    IModelStore Models,
    RunFiles Files,
    FactorCache Factors,
    TrainingScheduler Scheduler,
    TrainingHostOptions HostOptions,
    TimeProvider Time);
