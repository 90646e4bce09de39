using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.Simulation;

/// <summary>Faults by their probabilities and a seed.</summary>
internal sealed class SimulationFaults(int seed, SimulationOptions options) : FaultPlan
{
    private readonly Random _random = new(seed);

    /// <summary>No faults while false: to look at the outcome of a run.</summary>
    public bool IsOn { get; set; } = true;

    public override Exception? FailureOf(GrainRequest request) => request is GrainCall && Happens(options.CallFailure)
        ? new SiloUnavailableException($"Simulated: {request} was lost.")
        : null;

    public override bool LosesStreamItem(StreamId stream) => Happens(options.StreamLoss);

    public bool KillsSilo() => Happens(options.SiloDeath);

    public int Pick(int count) => _random.Next(count);

    private bool Happens(double probability) => IsOn && probability > 0 && _random.NextDouble() < probability;
}
