using System.Collections.Immutable;

namespace Ayni.Grains.Training;

/// <summary>A model was measured and found wanting. Stays within the trainer.</summary>
public sealed class ModelRefusedException(string message, ImmutableDictionary<string, double> metrics)
    : Exception(message)
{
    /// <summary>What was measured.</summary>
    public ImmutableDictionary<string, double> Metrics { get; } = metrics;
}
